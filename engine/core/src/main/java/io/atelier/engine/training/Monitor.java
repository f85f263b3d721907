package io.atelier.engine.training;

import io.atelier.data.Given;
import io.atelier.engine.Source;
import java.util.List;

/**
 * The quantity that decides which epoch is better.
 *
 * @param quantity by Keras' name: {@code loss}, {@code accuracy}, {@code val_loss} …
 * @param largerIsBetter direction
 */
public record Monitor(String quantity, boolean largerIsBetter) {
  /** The loss on the validation examples, the smaller the better: Keras' default. */
  public static final Monitor VALIDATION_LOSS = new Monitor("val_loss", false);

  /** What names of quantities end in of which more is better, as Keras' metrics say themselves. */
  private static final List<String> LARGER =
      List.of(
          "acc",
          "accuracy",
          "auc",
          "precision",
          "recall",
          "f1_score",
          "fbeta_score",
          "r2_score",
          "cosine_similarity");

  /**
   * @throws IllegalArgumentException if {@code quantity} is empty or null
   */
  public Monitor {
    requireName(quantity);
    if (quantity.isBlank()) {
      throw new IllegalArgumentException(
          "Monitor needs the name of a quantity, got an empty one; give one such as val_loss");
    }
  }

  private static void requireName(String quantity) {
    Given.required(quantity, "Monitor", "the name of a quantity", "give one such as val_loss");
  }

  /** {@return a monitor whose direction is told by the name, as Keras' mode auto does} */
  public static Monitor of(String quantity) {
    requireName(quantity);
    return new Monitor(quantity, LARGER.stream().anyMatch(quantity::endsWith));
  }

  /** {@return a monitor whose direction is said, or told by the name} */
  public static Monitor of(String quantity, Mode mode) {
    Given.required(mode, "Monitor", "a mode", "use Mode.AUTO if unsure");
    Monitor told = of(quantity);
    return mode == Mode.AUTO ? told : new Monitor(quantity, mode == Mode.MAX);
  }

  /** {@return whether {@code value} is better than {@code other} by more than {@code margin}} */
  boolean better(double value, double other, double margin) {
    return largerIsBetter ? value - margin > other : value + margin < other;
  }

  /** {@return what any value is better than} */
  double worst() {
    return largerIsBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
