package io.atelier.engine.runtime.step;

import io.atelier.engine.loss.Loss;
import io.atelier.engine.metric.Mean;
import io.atelier.engine.metric.MeanMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.metric.SumMetric;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A number that an epoch reports: what a batch gives of it, and what it is in the end.
 *
 * <p>Of a mean a batch gives its mean, a scalar; what is kept over the epoch is the sum of batches'
 * means times their sizes, as Keras keeps it. Of others a batch gives sums, a vector; these are
 * added up.
 *
 * @param name in histories
 * @param kept shape of what is kept: of a scalar, it is a mean
 * @param output place of the goal whose predictions it is of
 * @param ofBatch gives it
 * @param value of sums; not asked for a mean
 */
public record Quantity(
    String name,
    Shape kept,
    int output,
    Function<Rated, Operand<TFloat32>> ofBatch,
    ToDoubleFunction<double[]> value) {

  static Quantity of(String name, int output, Loss loss) {
    return new Quantity(name, Shape.scalar(), output, rated -> rated.mean(loss), sums -> sums[0]);
  }

  /**
   * {@return a metric}
   *
   * @param weighted whether examples count in it as much as in the loss
   */
  public static Quantity of(
      String name, int output, Metric metric, boolean weighted, Shape outputs) {
    if (metric instanceof SumMetric sums) {
      requireKnown(name, outputs);
      return new Quantity(
          name,
          Shape.of(sums.size(outputs)),
          output,
          rated -> rated.sums(sums, weighted),
          sums::value);
    }
    if (!(metric instanceof MeanMetric mean)) {
      throw new IllegalArgumentException(
          "Metric %s needs to be a MeanMetric or a SumMetric, got %s; implement one of both"
              .formatted(metric.name(), metric.getClass().getName()));
    }
    return weighted
        ? new Quantity(
            name,
            Shape.of(2),
            output,
            rated -> rated.weighed(mean),
            sums -> sums[1] == 0 ? 0 : sums[0] / sums[1])
        : new Quantity(name, Shape.scalar(), output, rated -> rated.mean(mean), sums -> sums[0]);
  }

  private static void requireKnown(String name, Shape outputs) {
    int axes = outputs.numDimensions();
    if (axes < 2 || outputs.get(axes - 1) < 0) {
      throw new IllegalArgumentException(
          "Metric %s needs outputs [n, ..., outputs] of known size, got %s; give a computed shape with tf.ensureShape"
              .formatted(name, outputs.isUnknown() ? "unknown" : outputs));
    }
  }

  /** {@return what a batch gives of it} */
  public Operand<TFloat32> of(Rated rated) {
    Operand<TFloat32> part = ofBatch.apply(rated);
    return kept.numDimensions() == 0
        ? part
        : rated.tf().reshape(part, rated.tf().array((int) kept.size()));
  }

  /** {@return whether what a batch gives of a quantity is a mean, not sums} */
  public static boolean isMean(Operand<TFloat32> ofBatch) {
    return ofBatch.shape().numDimensions() != 1;
  }

  /** {@return its value over an epoch, from what was kept in float32: Keras' total / count} */
  public double ofEpoch(float[] sums, int examples) {
    if (kept.numDimensions() == 0) {
      return new Mean(sums[0], examples).value();
    }
    double[] exact = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      exact[i] = sums[i];
    }
    return (float) value.applyAsDouble(exact);
  }

  /** {@return its value over examples, from sums in float64} */
  public double ofExamples(double[] sums, int examples) {
    return (float) (kept.numDimensions() == 0 ? sums[0] / examples : value.applyAsDouble(sums));
  }
}
