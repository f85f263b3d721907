package io.atelier.engine.runtime.step;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * What every learning rate is multiplied by: a number that is read in every step and changed
 * between epochs, so that nothing is compiled anew.
 *
 * <p>It is kept in float64: a rate {@code b} that the scale {@code a / b} makes of the rate {@code
 * a} is {@code b} to the bit, and a scale of 1 changes none.
 */
final class RateScale {
  /** What training begins with. */
  static final double FIRST = 1;

  /** The name it is saved under. */
  static final String NAME = "optimizer/rate_scale";

  private RateScale() {}

  /** {@return a rate multiplied by the scale, rounded once} */
  static Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> rate, Operand<TFloat64> scale) {
    return tf.dtypes.cast(tf.math.mul(tf.dtypes.cast(rate, TFloat64.class), scale), TFloat32.class);
  }
}
