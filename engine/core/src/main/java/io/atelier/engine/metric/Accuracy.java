package io.atelier.engine.metric;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Targets;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * 1 where the model is right, else 0. What that means depends on the shapes, as with Keras' {@code
 * "accuracy"} (2.12, {@code engine/compile_utils.py:649-692}):
 *
 * <ul>
 *   <li>outputs {@code [batch, ..., 1]}: whether an output above 0.5 meets a target of 1, and any
 *       other a target of 0. The limit is 0.5 for logits too;
 *   <li>targets that are class numbers: whether the largest output is that of the class;
 *   <li>targets of the outputs' shape: whether the largest output is where the largest target is.
 * </ul>
 *
 * The lowest class wins a tie.
 */
@Keras(
    name = "accuracy",
    also = {"acc", "SparseCategoricalAccuracy", "CategoricalAccuracy"},
    bare = true)
public record Accuracy() implements MeanMetric {
  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> values = prediction.values();
    if (binary(values.shape())) {
      Operand<TFloat32> answers =
          tf.dtypes.cast(tf.math.greater(values, tf.constant(0.5f)), TFloat32.class);
      Operand<TFloat32> right =
          tf.dtypes.cast(tf.math.equal(answers, prediction.shaped(tf, targets)), TFloat32.class);
      return tf.math.mean(right, tf.constant(-1));
    }
    Operand<TInt32> predicted = tf.math.argMax(values, tf.constant(-1), TInt32.class);
    return tf.dtypes.cast(
        tf.math.equal(predicted, Classes.of(tf, prediction, targets)), TFloat32.class);
  }

  private static boolean binary(Shape output) {
    int rank = output.numDimensions();
    return rank == 1 || (rank > 1 && output.get(rank - 1) == 1);
  }

  @Override
  public void require(Shape output, Targets targets) {
    if (!binary(output)) {
      Classes.require("Accuracy", output, targets);
      return;
    }
    targets.requireShapeOf("Accuracy", output, "give a target of 0 or 1 for each output");
    targets.requireEach(
        "Accuracy",
        "targets 0 or 1 for outputs of one unit",
        number -> number == 0 || number == 1,
        "leave it out where answers are not yes or no");
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
