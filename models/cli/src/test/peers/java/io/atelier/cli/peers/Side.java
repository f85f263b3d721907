package io.atelier.cli.peers;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who trains. */
enum Side {
  /** Our engine. */
  @JsonProperty("atelier")
  ATELIER(AtelierSide.class),
  /** DJL on PyTorch's CPU build. */
  @JsonProperty("djl")
  DJL(DjlSide.class),
  /**
   * The same with one thread: for small networks PyTorch's threads wait for each other longer than
   * they save, so the faster of the two is DJL's time.
   */
  @JsonProperty("djl-single")
  DJL_SINGLE(DjlSide.class),
  /** A plain TensorFlow Java loop. */
  @JsonProperty("feed")
  FEED(FeedSide.class);

  private final Class<?> main;

  Side(Class<?> main) {
    this.main = main;
  }

  /** {@return the class its JVM starts with} */
  String main() {
    return main.getName();
  }

  /** {@return whether it is DJL} */
  boolean djl() {
    return main == DjlSide.class;
  }

  /** {@return what this side trains of a case} */
  Setting trains(Setting setting) {
    return this == DJL_SINGLE ? setting.withThreads(1) : setting;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
