package io.atelier.engine.layer.augmentation;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;

/**
 * How far below and above 1 a factor may be: in Keras {@code [lower, upper]}, or one number for
 * both.
 *
 * @param lower in [0, 1]
 * @param upper in [0, 1]
 */
@Keras(bare = true)
public record Spread(double lower, double upper) {
  /**
   * @throws IllegalArgumentException if a number is not in [0, 1]
   */
  public Spread {
    if (!(lower >= 0 && lower <= 1 && upper >= 0 && upper <= 1)) {
      throw new IllegalArgumentException(
          "Spread needs a lower and an upper part in [0, 1], got %s and %s; give fractions such as 0.1"
              .formatted(lower, upper));
    }
  }

  /** {@return the factors, {@code [1 - lower, 1 + upper]}} */
  Factor factor() {
    return new Factor(1 - lower, 1 + upper);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
