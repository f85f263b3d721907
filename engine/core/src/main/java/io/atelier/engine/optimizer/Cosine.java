package io.atelier.engine.optimizer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How a rate falls along half a cosine. */
final class Cosine {
  private Cosine() {}

  /**
   * {@return {@code (1 - alpha) * height * (1 + cos(pi * passed)) / 2 + alpha}}
   *
   * @param passed share of the fall, in [0, 1]
   * @param height that it falls from
   */
  static Operand<TFloat32> share(
      Ops tf, Operand<TFloat32> passed, Operand<TFloat32> height, double alpha) {
    Operand<TFloat32> cosine = tf.math.cos(tf.math.mul(tf.constant((float) Math.PI), passed));
    Operand<TFloat32> falling =
        tf.math.mul(tf.math.mul(tf.constant(0.5f), height), tf.math.add(tf.constant(1f), cosine));
    return tf.math.add(
        tf.math.mul(tf.constant((float) (1 - alpha)), falling), tf.constant((float) alpha));
  }
}
