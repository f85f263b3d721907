package io.atelier.engine.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How the losses of a batch become one number (Keras 2.12, {@code losses_utils.py:255-286}). */
public enum Reduction {
  /** {@code sum(losses)} */
  SUM {
    @Override
    public Operand<TFloat32> of(Ops tf, Operand<TFloat32> losses) {
      return tf.reduceSum(losses, tf.range(tf.constant(0), tf.rank(losses), tf.constant(1)));
    }
  },
  /**
   * {@code sum(losses) / number of losses}; losses that were multiplied by sample weights are still
   * divided by their number.
   */
  SUM_OVER_BATCH_SIZE {
    @Override
    public Operand<TFloat32> of(Ops tf, Operand<TFloat32> losses) {
      return tf.math.div(SUM.of(tf, losses), tf.dtypes.cast(tf.size(losses), TFloat32.class));
    }
  };

  /** {@return the number training makes small} */
  public abstract Operand<TFloat32> of(Ops tf, Operand<TFloat32> losses);
}
