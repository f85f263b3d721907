package io.atelier.engine.metric;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Targets;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Share of outputs that are above a threshold just where the target is 1 (Keras 3, {@code
 * metrics/accuracy_metrics.py}).
 *
 * @param threshold from 0 to 1
 */
public record BinaryAccuracy(@KerasKey(orElse = "0.5") double threshold) implements MeanMetric {
  /**
   * @throws IllegalArgumentException if {@code threshold} is not from 0 to 1
   */
  public BinaryAccuracy {
    Threshold.require("BinaryAccuracy", threshold);
  }

  /** With a threshold of 0.5. */
  public BinaryAccuracy() {
    this(0.5);
  }

  @Override
  public String name() {
    return "binary_accuracy";
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> answers = Threshold.above(tf, prediction.values(), threshold);
    Operand<TFloat32> right =
        tf.dtypes.cast(tf.math.equal(answers, prediction.shaped(tf, targets)), TFloat32.class);
    return tf.math.mean(right, tf.constant(-1));
  }

  @Override
  public void require(Shape output, Targets targets) {
    targets.requireShapeOf("BinaryAccuracy", output, "give a target of 0 or 1 for each output");
    targets.requireEach(
        "BinaryAccuracy",
        "targets 0 or 1",
        number -> number == 0 || number == 1,
        "give 1 for yes and 0 for no");
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
