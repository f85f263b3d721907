package io.atelier.engine.initializer;

import io.atelier.engine.Keras;

/** Which of a weight's {@link Fans} its variance is divided by. */
public enum Fan {
  /** How many inputs feed an output. */
  @Keras(name = "fan_in")
  IN,
  /** How many outputs an input feeds. */
  @Keras(name = "fan_out")
  OUT,
  /** The mean of both. */
  @Keras(name = "fan_avg")
  AVERAGE;

  double of(Fans fans) {
    return switch (this) {
      case IN -> fans.in();
      case OUT -> fans.out();
      case AVERAGE -> (fans.in() + fans.out()) / 2;
    };
  }
}
