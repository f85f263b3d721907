package io.atelier.engine.layer;

import io.atelier.engine.Float32;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What the layers that drop values in training have in common. */
public final class Dropped {
  private Dropped() {}

  /**
   * Requires a share that can be dropped.
   *
   * @param who drops it
   * @throws IllegalArgumentException if {@code rate} is not in [0, 1), or float32 takes it for 0 or
   *     1
   */
  public static void requireRate(String who, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          who
              + " needs a rate in [0, 1), got "
              + rate
              + "; give the fraction to drop, such as 0.2");
    }
    Float32.require(who, "rate", rate);
    if (!Float32.staysBelowOne(rate)) {
      throw new IllegalArgumentException(
          who
              + " needs a rate of at most 0.99999994, since float32 takes more for 1, got "
              + rate
              + "; give the fraction to drop, such as 0.2");
    }
  }

  /**
   * {@return the input; in training, each value multiplied by {@code 1 / (1 - rate)}, or 0 with
   * probability {@code rate}}
   *
   * @param like its shape is that of the mask; along an axis of 1 the same values are dropped
   */
  public static Operand<TFloat32> of(
      LayerContext context, Operand<TFloat32> input, Operand<TFloat32> like, double rate) {
    Ops tf = context.tf();
    if (!context.training() || rate == 0) {
      return tf.identity(input);
    }
    Operand<TFloat32> scaled = tf.math.mul(input, tf.constant((float) (1 / (1 - rate))));
    return tf.select(context.keep(like, rate), scaled, tf.zerosLike(input));
  }
}
