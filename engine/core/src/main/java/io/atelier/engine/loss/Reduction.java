package io.atelier.engine.loss;

import java.util.Arrays;
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

  /**
   * {@return values, each multiplied by the weight of its example}
   *
   * @param values {@code [batch, ...]}
   * @param weights {@code [batch]}
   */
  public static Operand<TFloat32> weighed(
      Ops tf, Operand<TFloat32> values, Operand<TFloat32> weights) {
    int[] sizes = new int[Math.max(1, values.shape().numDimensions())];
    Arrays.fill(sizes, 1);
    sizes[0] = -1;
    return tf.math.mul(values, tf.reshape(weights, tf.constant(sizes)));
  }

  /** {@return the number training makes small} */
  public abstract Operand<TFloat32> of(Ops tf, Operand<TFloat32> losses);
}
