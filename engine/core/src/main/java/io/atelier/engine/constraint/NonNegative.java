package io.atelier.engine.constraint;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Numbers of at least 0: {@code max(weight, 0)} (Keras 3, {@code NonNeg}). */
@Keras(name = "NonNeg")
public record NonNegative() implements Constraint {
  @Override
  public Operand<TFloat32> of(Ops tf, Operand<TFloat32> weight) {
    return tf.math.maximum(weight, tf.constant(0f));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
