package io.atelier.engine.metric;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Targets;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * 1 where the target's class is among the {@code k} largest values of the prediction, else 0; equal
 * values count as in the first {@code k} together (TensorFlow's {@code in_top_k}).
 *
 * @param k at least 1
 */
@Keras(name = "SparseTopKCategoricalAccuracy", also = "TopKCategoricalAccuracy")
public record TopKAccuracy(@KerasKey(orElse = "5") int k) implements MeanMetric {
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
    Operand<TFloat32> values = prediction.values();
    Operand<TInt32> classes = Classes.of(tf, prediction, targets);
    Operand<TBool> right =
        tf.nn.inTopK(
            tf.reshape(values, tf.array(-1, (int) classes(values.shape()))),
            tf.reshape(classes, tf.array(-1)),
            tf.constant(k));
    return tf.dtypes.cast(tf.reshape(right, tf.shape(classes)), TFloat32.class);
  }

  private static long classes(Shape output) {
    return output.get(output.numDimensions() - 1);
  }

  @Override
  public void require(Shape output, Targets targets) {
    Classes.require("TopKAccuracy", output, targets);
    if (k > classes(output)) {
      throw new IllegalArgumentException(
          "TopKAccuracy needs k of at most %s, the number of classes, got %s; give a smaller number"
              .formatted(classes(output), k));
    }
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
