package io.atelier.engine.metric;

import io.atelier.engine.Source;
import io.atelier.engine.loss.Prediction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * 1 where the largest value of the prediction is the target's class, else 0; the lowest class wins
 * a tie (Keras 2.12, {@code metrics_utils.py:937-974}). Targets are class numbers or one-hot rows.
 */
public record Accuracy() implements Metric {
  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TInt32> predicted = tf.math.argMax(prediction.values(), tf.constant(-1), TInt32.class);
    return tf.dtypes.cast(tf.math.equal(predicted, Classes.of(tf, targets)), TFloat32.class);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
