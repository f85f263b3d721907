package io.atelier.engine.loss;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** {@code |prediction - target|}, averaged over the last axis. */
@Keras(also = "mae")
public record MeanAbsoluteError() implements Loss {
  /**
   * @param targets of the prediction's shape; a last axis of 1 may be missing, or be one more
   */
  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> error = tf.math.sub(prediction.values(), prediction.shaped(tf, targets));
    return tf.math.mean(tf.math.abs(error), tf.constant(-1));
  }

  @Override
  public void require(Shape output, Targets targets) {
    targets.requireShapeOf(
        "MeanAbsoluteError", output, "give as many targets as the last layer has units");
    targets.requireFinite("MeanAbsoluteError");
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
