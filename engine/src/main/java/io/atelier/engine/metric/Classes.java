package io.atelier.engine.metric;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Class numbers from either kind of target. */
final class Classes {
  private Classes() {}

  /**
   * {@return the class of every example, {@code [batch]}: the targets themselves if they are {@code
   * [batch]} or {@code [batch, 1]}, else the place of the largest, the lowest on ties}
   */
  static Operand<TInt32> of(Ops tf, Operand<? extends TNumber> targets) {
    int rank = targets.shape().numDimensions();
    if (rank == 1 || targets.shape().get(rank - 1) == 1) {
      return tf.reshape(tf.dtypes.cast(targets, TInt32.class), tf.constant(new int[] {-1}));
    }
    return tf.math.argMax(targets, tf.constant(-1), TInt32.class);
  }
}
