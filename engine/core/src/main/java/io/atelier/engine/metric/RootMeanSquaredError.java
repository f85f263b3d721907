package io.atelier.engine.metric;

import io.atelier.engine.Source;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Targets;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * {@code sqrt(mean((prediction - target)^2))} over all examples of an epoch (Keras 3, {@code
 * metrics/regression_metrics.py}).
 */
public record RootMeanSquaredError() implements SumMetric {
  @Override
  public String name() {
    return "root_mean_squared_error";
  }

  /** The sum of the examples' squared errors, and of their weights. */
  @Override
  public int size(Shape output) {
    return 2;
  }

  @Override
  public Operand<TFloat32> sums(
      Ops tf,
      Prediction prediction,
      Operand<? extends TNumber> targets,
      Optional<Operand<TFloat32>> weights) {
    Operand<TFloat32> each = new MeanSquaredError().perExample(tf, prediction, targets);
    return tf.stack(
        List.of(YesNo.total(tf, each, weights), YesNo.total(tf, tf.onesLike(each), weights)));
  }

  @Override
  public double value(double[] sums) {
    return sums[1] == 0 ? 0 : Math.sqrt(sums[0] / sums[1]);
  }

  @Override
  public void require(Shape output, Targets targets) {
    new MeanSquaredError().require(output, targets);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
