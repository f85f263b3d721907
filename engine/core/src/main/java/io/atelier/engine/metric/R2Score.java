package io.atelier.engine.metric;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Reduction;
import io.atelier.engine.loss.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * How much of the targets' variance is predicted, 1 for all: {@code 1 - sum((target -
 * prediction)^2) / sum((target - mean of targets)^2)} of each output over all examples of an epoch
 * (Keras 3, {@code metrics/regression_metrics.py}). An output whose targets are all the same counts
 * as 0, unless it is met exactly, which is no number.
 *
 * @param aggregation how the outputs' scores become one
 * @param name in histories and reports
 */
@Keras(fixed = "num_regressors: 0")
public record R2Score(
    @KerasKey(name = "class_aggregation", orElse = "'uniform_average'") Aggregation aggregation,
    @KerasKey(orElse = "'r2_score'") String name)
    implements SumMetric {
  /** Sums of an output: targets, their squares, squared errors, weights. */
  private static final int SUMS = 4;

  /**
   * @throws IllegalArgumentException if anything is null or blank
   */
  public R2Score {
    Given.required(aggregation, "R2Score", "an aggregation", "use UNIFORM_AVERAGE if unsure");
    MetricName.require("R2Score", name);
  }

  /** The mean of the outputs' scores. */
  public R2Score() {
    this(Aggregation.UNIFORM_AVERAGE, "r2_score");
  }

  @Override
  public int size(Shape output) {
    return SUMS * (int) output.get(output.numDimensions() - 1);
  }

  @Override
  public Operand<TFloat32> sums(
      Ops tf,
      Prediction prediction,
      Operand<? extends TNumber> targets,
      Optional<Operand<TFloat32>> weights) {
    Operand<TFloat32> wanted = prediction.shaped(tf, targets);
    Operand<TFloat32> error = tf.math.sub(wanted, prediction.values());
    List<Operand<TFloat32>> each =
        List.of(wanted, tf.math.square(wanted), tf.math.square(error), tf.onesLike(wanted));
    return tf.concat(
        each.stream()
            .<Operand<TFloat32>>map(
                values ->
                    tf.reduceSum(
                        weights
                            .<Operand<TFloat32>>map(w -> Reduction.weighed(tf, values, w))
                            .orElse(values),
                        tf.constant(0)))
            .toList(),
        tf.constant(0));
  }

  @Override
  public double value(double[] sums) {
    int outputs = sums.length / SUMS;
    double[] totals = new double[outputs];
    double[] scores = new double[outputs];
    for (int i = 0; i < outputs; i++) {
      double mean = sums[i] / sums[3 * outputs + i];
      totals[i] = sums[outputs + i] - sums[i] * mean;
      double score = 1 - sums[2 * outputs + i] / totals[i];
      scores[i] = Double.isInfinite(score) ? 0 : score;
    }
    return aggregation == Aggregation.UNIFORM_AVERAGE
        ? Arrays.stream(scores).average().orElse(0)
        : IntStream.range(0, outputs).mapToDouble(i -> totals[i] * scores[i]).sum()
            / Arrays.stream(totals).sum();
  }

  @Override
  public void require(Shape output, Targets targets) {
    if (output.numDimensions() != 2) {
      throw new IllegalArgumentException(
          "R2Score needs outputs [n, outputs], got %s; leave it out for others".formatted(output));
    }
    new MeanSquaredError().require(output, targets);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
