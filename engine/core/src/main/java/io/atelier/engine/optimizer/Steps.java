package io.atelier.engine.optimizer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Parts of steps that several optimizers have. */
final class Steps {
  private Steps() {}

  /** {@return the number of steps when this one is done, {@code t}} */
  static Operand<TFloat32> after(Ops tf, Operand<TInt64> iteration) {
    return tf.dtypes.cast(tf.math.add(iteration, tf.constant(1L)), TFloat32.class);
  }

  /** {@return {@code 1 - beta^t}} */
  static Operand<TFloat32> oneMinusPower(Ops tf, double beta, Operand<TFloat32> t) {
    return tf.math.sub(tf.constant(1f), tf.math.pow(tf.constant((float) beta), t));
  }

  /** {@return {@code mean + (value - mean) * share}} */
  static Operand<TFloat32> toward(
      Ops tf, Operand<TFloat32> mean, Operand<TFloat32> value, Operand<TFloat32> share) {
    return tf.math.add(mean, tf.math.mul(tf.math.sub(value, mean), share));
  }

  /** {@return {@code kept * mean + fresh * value}} */
  static Operand<TFloat32> mixed(
      Ops tf,
      Operand<TFloat32> kept,
      Operand<TFloat32> mean,
      Operand<TFloat32> fresh,
      Operand<TFloat32> value) {
    return tf.math.add(tf.math.mul(kept, mean), tf.math.mul(fresh, value));
  }
}
