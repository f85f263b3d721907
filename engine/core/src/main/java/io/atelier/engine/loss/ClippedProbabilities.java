package io.atelier.engine.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Keras' guard against the logarithm of zero. */
final class ClippedProbabilities {
  private static final double EPSILON = 1e-7;

  private ClippedProbabilities() {}

  /** {@return {@code log(clip(p, 1e-7, 1 - 1e-7))}} */
  static Operand<TFloat32> clippedLog(Ops tf, Operand<TFloat32> p) {
    return tf.math.log(clipped(tf, p));
  }

  /** {@return {@code clip(p, 1e-7, 1 - 1e-7)}} */
  static Operand<TFloat32> clipped(Ops tf, Operand<TFloat32> p) {
    return tf.clipByValue(p, tf.constant((float) EPSILON), tf.constant((float) (1 - EPSILON)));
  }
}
