package io.atelier.engine.metric;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** From which value on an output says yes. */
final class Threshold {
  private Threshold() {}

  /** Requires a number from 0 to 1. */
  static void require(String who, double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "%s needs a threshold from 0 to 1, got %s; give the value above which an output says yes"
              .formatted(who, threshold));
    }
  }

  /** {@return 1 where a value is above the threshold, else 0} */
  static Operand<TFloat32> above(Ops tf, Operand<TFloat32> values, double threshold) {
    return tf.dtypes.cast(tf.math.greater(values, tf.constant((float) threshold)), TFloat32.class);
  }
}
