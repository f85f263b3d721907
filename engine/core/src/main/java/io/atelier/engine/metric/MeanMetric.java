package io.atelier.engine.metric;

import io.atelier.engine.loss.Prediction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** A metric that is the mean of one value an example. */
public interface MeanMetric extends Metric {
  /**
   * {@return one value an example, {@code [batch]}; {@code [batch, ...]} where a prediction has
   * further axes in front of its last}
   *
   * @param targets uint8, int32 or float32, as the examples hold them, {@code [batch, ...]}; with a
   *     last axis of 1 where the outputs have one and the examples leave it out. {@code
   *     prediction.shaped(tf, targets)} makes them float32 of the outputs' shape
   */
  Operand<TFloat32> perExample(Ops tf, Prediction prediction, Operand<? extends TNumber> targets);
}
