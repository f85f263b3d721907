package io.atelier.engine.optimizer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/** How many decay periods have passed. */
final class Periods {
  private Periods() {}

  /** {@return {@code iteration / decaySteps}, rounded down for a staircase} */
  static Operand<TFloat32> of(
      Ops tf, Operand<TInt64> iteration, double decaySteps, boolean staircase) {
    Operand<TFloat32> periods =
        of(tf, tf.dtypes.cast(iteration, TFloat32.class), tf.constant((float) decaySteps));
    return staircase ? tf.math.floor(periods) : periods;
  }

  /**
   * {@return {@code steps / decaySteps}}
   *
   * <p>It is the float32 quotient of float32 numbers; dividing them in float64 and rounding once
   * gives the same float and survives TensorFlow's rewriting of divisions by constants (trap 11).
   */
  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> steps, Operand<TFloat32> decaySteps) {
    return tf.dtypes.cast(
        tf.math.div(
            tf.dtypes.cast(steps, TFloat64.class), tf.dtypes.cast(decaySteps, TFloat64.class)),
        TFloat32.class);
  }
}
