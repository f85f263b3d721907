package io.atelier.engine.loss;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code 100 * |target - prediction| / max(|target|, 1e-7)}, averaged over the last axis (Keras 3,
 * {@code losses/losses.py}). A target of 0 counts as 1e-7, and makes the loss enormous.
 */
@Keras(also = "mape")
public record MeanAbsolutePercentageError() implements LossOfEach {
  @Override
  public Operand<TFloat32> ofEach(Ops tf, Operand<TFloat32> predicted, Operand<TFloat32> wanted) {
    Operand<TFloat32> size = tf.math.maximum(tf.math.abs(wanted), tf.constant(1e-7f));
    Operand<TFloat32> share = tf.math.abs(tf.math.div(tf.math.sub(wanted, predicted), size));
    return tf.math.mul(tf.constant(100f), share);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
