package io.atelier.engine.loss;

import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** {@code |prediction - target|}, averaged over the last axis. */
public record MeanAbsoluteError() implements Loss {
  /**
   * @param targets of the prediction's shape
   */
  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> error =
        tf.math.sub(prediction.values(), tf.dtypes.cast(targets, TFloat32.class));
    return tf.math.mean(tf.math.abs(error), tf.constant(-1));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
