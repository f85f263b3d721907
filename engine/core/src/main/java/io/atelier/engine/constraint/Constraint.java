package io.atelier.engine.constraint;

import io.atelier.engine.Keras;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a weight has to hold: after every step it is replaced by what this makes of it. */
@FunctionalInterface
@Keras(module = "keras.constraints")
public interface Constraint {
  /** {@return the nearest weight that holds it, of the same shape} */
  Operand<TFloat32> of(Ops tf, Operand<TFloat32> weight);
}
