package io.atelier.engine.optimizer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Lengths of gradients and weights. */
public final class Norms {
  private Norms() {}

  /** {@return the sum of the squares of all numbers} */
  public static Operand<TFloat32> squared(Ops tf, Operand<TFloat32> values) {
    Operand<TFloat32> flat = tf.reshape(values, tf.array(-1));
    return tf.reduceSum(tf.math.square(flat), tf.constant(0));
  }
}
