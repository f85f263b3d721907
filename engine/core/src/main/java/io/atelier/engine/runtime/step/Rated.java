package io.atelier.engine.runtime.step;

import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Reduction;
import io.atelier.engine.metric.MeanMetric;
import io.atelier.engine.metric.SumMetric;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A batch's predictions beside its targets, rated by losses and metrics, a user's own too.
 *
 * @param targets in the predictions' shape where only a last axis of 1 was missing, as Keras brings
 *     them: a difference of {@code [batch, 1]} and {@code [batch]} would be {@code [batch, batch]}
 * @param weights how much each example counts, {@code [batch]}; empty where all count 1
 */
public record Rated(
    Ops tf,
    Prediction prediction,
    Operand<? extends TNumber> targets,
    Optional<Operand<TFloat32>> weights) {
  public static Rated of(
      Ops tf,
      Prediction prediction,
      Operand<? extends TNumber> targets,
      Optional<Operand<TFloat32>> weights) {
    Shape output = prediction.values().shape();
    int axes = output.numDimensions();
    boolean lacksAxis =
        axes > 1 && output.get(axes - 1) == 1 && targets.shape().numDimensions() == axes - 1;
    return new Rated(
        tf, prediction, lacksAxis ? tf.expandDims(targets, tf.constant(-1)) : targets, weights);
  }

  /**
   * {@return the mean loss of the batch: the sum of weighed losses divided by their number, or by
   * that of those that count}
   */
  public Operand<TFloat32> mean(Loss loss) {
    Operand<TFloat32> each = fitting("Loss", loss.perExample(tf, prediction, targets));
    Operand<TFloat32> weighed =
        weights.<Operand<TFloat32>>map(w -> Reduction.weighed(tf, each, w)).orElse(each);
    return loss.counted(tf, prediction, targets)
        .<Operand<TFloat32>>map(
            counted ->
                tf.math.divNoNan(
                    Reduction.SUM.of(tf, weighed),
                    Reduction.SUM.of(tf, tf.dtypes.cast(counted, TFloat32.class))))
        .orElseGet(() -> Reduction.SUM_OVER_BATCH_SIZE.of(tf, weighed));
  }

  /** {@return the mean of a metric over the batch, in which all examples count alike} */
  public Operand<TFloat32> mean(MeanMetric metric) {
    return Reduction.SUM_OVER_BATCH_SIZE.of(tf, each(metric));
  }

  /** {@return the sum of a metric's weighed values, and that of the weights, {@code [2]}} */
  public Operand<TFloat32> weighed(MeanMetric metric) {
    Operand<TFloat32> each = each(metric);
    Shape shape = each.shape();
    int[] inner = IntStream.range(1, Math.max(1, shape.numDimensions())).toArray();
    Operand<TFloat32> ofExample = inner.length == 0 ? each : tf.math.mean(each, tf.array(inner));
    Operand<TFloat32> own = weights.orElseGet(() -> tf.onesLike(ofExample));
    return tf.stack(
        List.of(Reduction.SUM.of(tf, tf.math.mul(ofExample, own)), Reduction.SUM.of(tf, own)));
  }

  /**
   * {@return what the batch adds to a metric's sums}
   *
   * @param weighted whether examples count as much as in the loss
   * @throws IllegalArgumentException if they are not as many as the metric says
   */
  public Operand<TFloat32> sums(SumMetric metric, boolean weighted) {
    Operand<TFloat32> sums =
        metric.sums(tf, prediction, targets, weighted ? weights : Optional.empty());
    int size = metric.size(prediction.values().shape());
    if (!sums.shape().isCompatibleWith(Shape.of(size))) {
      throw new IllegalArgumentException(
          "Metric %s needs to give as many sums as its size, [%s], gives %s; give a list of them"
              .formatted(metric.name(), size, sums.shape()));
    }
    return sums;
  }

  private Operand<TFloat32> each(MeanMetric metric) {
    return fitting("Metric " + metric.name(), metric.perExample(tf, prediction, targets));
  }

  private Operand<TFloat32> fitting(String who, Operand<TFloat32> each) {
    if (!fits(each.shape(), prediction.values().shape())) {
      throw new IllegalArgumentException(
          "%s needs to give one value for each example of outputs %s, gives %s for targets %s; bring the targets into the outputs' shape with prediction.shaped(tf, targets), and take the mean over the last axis"
              .formatted(who, prediction.values().shape(), each.shape(), targets.shape()));
    }
    return each;
  }

  /** One value an example, or for each row of outputs with further axes, or for each output. */
  private static boolean fits(Shape each, Shape output) {
    int axes = output.numDimensions();
    if (each.isUnknown() || output.isUnknown() || each.numDimensions() > axes) {
      return each.isUnknown() || output.isUnknown();
    }
    boolean anOutput = axes > 1 && each.numDimensions() == axes;
    return anOutput
        ? each.tail().equals(output.tail())
        : each.isCompatibleWith(output.take(each.numDimensions()));
  }
}
