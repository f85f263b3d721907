package io.atelier.engine.metric;

import io.atelier.engine.Source;
import io.atelier.engine.loss.Prediction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * 1 where the target's class is among the {@code k} largest values of the prediction, else 0; equal
 * values count as in the first {@code k} together (TensorFlow's {@code in_top_k}).
 *
 * @param k at least 1
 */
public record TopKAccuracy(int k) implements Metric {
  /**
   * @throws IllegalArgumentException if {@code k} is below 1
   */
  public TopKAccuracy {
    if (k < 1) {
      throw new IllegalArgumentException(
          "TopKAccuracy needs k of at least 1, got " + k + "; give a positive number");
    }
  }

  @Override
  public String name() {
    return "top_" + k + "_accuracy";
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    return tf.dtypes.cast(
        tf.nn.inTopK(prediction.values(), Classes.of(tf, targets), tf.constant(k)), TFloat32.class);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
