package io.atelier.engine.loss;

import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code max(1 - sign * prediction, 0)^2}, averaged over the last axis, with a sign of -1 or 1;
 * targets of 0 and 1 are taken for -1 and 1 (Keras 3, {@code losses/losses.py}). For outputs
 * without an activation, or behind a tanh.
 */
public record SquaredHinge() implements LossOfEach {
  @Override
  public Operand<TFloat32> ofEach(Ops tf, Operand<TFloat32> predicted, Operand<TFloat32> wanted) {
    return tf.math.square(Hinge.of(tf, predicted, wanted));
  }

  @Override
  public void require(Shape output, Targets targets) {
    LossOfEach.super.require(output, targets);
    Hinge.requireSigns("SquaredHinge", targets);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
