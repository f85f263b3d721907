package io.atelier.engine.loss;

import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code prediction - target * log(prediction + 1e-7)}, averaged over the last axis: for counts,
 * with outputs that are above 0, such as behind a softplus or an exponential (Keras 3, {@code
 * losses/losses.py}).
 */
public record Poisson() implements LossOfEach {
  @Override
  public Operand<TFloat32> ofEach(Ops tf, Operand<TFloat32> predicted, Operand<TFloat32> wanted) {
    Operand<TFloat32> log = tf.math.log(tf.math.add(predicted, tf.constant(1e-7f)));
    return tf.math.sub(predicted, tf.math.mul(wanted, log));
  }

  @Override
  public void require(Shape output, Targets targets) {
    LossOfEach.super.require(output, targets);
    targets.requireEach(
        "Poisson",
        "targets of at least 0",
        number -> number >= 0,
        "give counts, or take MeanSquaredError");
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
