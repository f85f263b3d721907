package io.atelier.engine.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** How wrong a prediction is. */
@FunctionalInterface
public interface Loss {
  /**
   * {@return one value an example, {@code [batch]}; {@code [batch, ...]} where a prediction has
   * further axes in front of its last}
   *
   * @param targets int32 or float32, {@code [batch, ...]}
   */
  Operand<TFloat32> perExample(Ops tf, Prediction prediction, Operand<? extends TNumber> targets);
}
