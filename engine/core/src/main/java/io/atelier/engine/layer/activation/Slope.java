package io.atelier.engine.layer.activation;

import io.atelier.engine.Float32;

/** The check that settings of activations share. */
final class Slope {
  private Slope() {}

  /** Requires a number of at least 0 that float32 holds. */
  static void require(String who, String what, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(
          "%s needs a %s of at least 0, got %s; leave it out for Keras' default"
              .formatted(who, what, value));
    }
    Float32.require(who, what, value);
  }
}
