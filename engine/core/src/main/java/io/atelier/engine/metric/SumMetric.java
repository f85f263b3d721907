package io.atelier.engine.metric;

import io.atelier.engine.loss.Prediction;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A metric that is no mean: it keeps several sums over all examples of an epoch or an evaluation,
 * and is computed of them in the end, as a precision is of two counts. Batches only add to the
 * sums, so that it does not matter how examples are put into batches, or shared among devices.
 */
public interface SumMetric extends Metric {
  /**
   * {@return how many sums it keeps, at least 1}
   *
   * @param output shape of the model's outputs, {@code [batch, ...]}
   */
  int size(Shape output);

  /**
   * {@return what a batch adds to the sums, {@code [size]}}
   *
   * @param targets as the examples hold them, {@code [batch, ...]}; with a last axis of 1 where the
   *     outputs have one and the examples leave it out
   * @param weights how much each example counts, {@code [batch]}; empty where all count 1
   */
  Operand<TFloat32> sums(
      Ops tf,
      Prediction prediction,
      Operand<? extends TNumber> targets,
      Optional<Operand<TFloat32>> weights);

  /**
   * {@return the metric}
   *
   * @param sums over all examples, as many as its size
   */
  double value(double[] sums);
}
