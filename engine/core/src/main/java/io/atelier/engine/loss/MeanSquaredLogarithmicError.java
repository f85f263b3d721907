package io.atelier.engine.loss;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code (log(prediction + 1) - log(target + 1))^2}, averaged over the last axis, of predictions
 * and targets not below 1e-7: for sizes of which a tenth too much is as bad as a tenth too little
 * of another (Keras 3, {@code losses/losses.py}).
 */
@Keras(also = "msle")
public record MeanSquaredLogarithmicError() implements LossOfEach {
  @Override
  public Operand<TFloat32> ofEach(Ops tf, Operand<TFloat32> predicted, Operand<TFloat32> wanted) {
    return tf.math.square(tf.math.sub(log(tf, predicted), log(tf, wanted)));
  }

  private static Operand<TFloat32> log(Ops tf, Operand<TFloat32> values) {
    Operand<TFloat32> positive = tf.math.maximum(values, tf.constant(1e-7f));
    return tf.math.log(tf.math.add(positive, tf.constant(1f)));
  }

  @Override
  public void require(Shape output, Targets targets) {
    LossOfEach.super.require(output, targets);
    targets.requireEach(
        "MeanSquaredLogarithmicError",
        "targets of at least 0",
        number -> number >= 0,
        "take MeanSquaredError where targets may be negative");
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
