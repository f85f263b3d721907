package io.atelier.engine.metric;

import io.atelier.engine.loss.Prediction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** A number watched during training and evaluation. */
public interface Metric {
  /** {@return the name in histories and reports, as Keras spells it} */
  String name();

  /**
   * {@return one value an example, {@code [batch]}}
   *
   * @param targets int32 or float32, {@code [batch, ...]}
   */
  Operand<TFloat32> perExample(Ops tf, Prediction prediction, Operand<? extends TNumber> targets);
}
