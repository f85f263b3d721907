package io.atelier.engine.runtime.step;

import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Reduction;
import io.atelier.engine.metric.Metric;
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
 */
public record Rated(Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
  public static Rated of(Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Shape output = prediction.values().shape();
    int axes = output.numDimensions();
    boolean lacksAxis =
        axes > 1 && output.get(axes - 1) == 1 && targets.shape().numDimensions() == axes - 1;
    return new Rated(tf, prediction, lacksAxis ? tf.expandDims(targets, tf.constant(-1)) : targets);
  }

  /** {@return the mean loss of the batch} */
  public Operand<TFloat32> mean(Loss loss) {
    return mean("Loss", loss.perExample(tf, prediction, targets));
  }

  /** {@return the mean of a metric over the batch} */
  public Operand<TFloat32> mean(Metric metric) {
    return mean("Metric " + metric.name(), metric.perExample(tf, prediction, targets));
  }

  private Operand<TFloat32> mean(String who, Operand<TFloat32> each) {
    if (!fits(each.shape(), prediction.values().shape())) {
      throw new IllegalArgumentException(
          "%s needs to give one value for each example of outputs %s, gives %s for targets %s; bring the targets into the outputs' shape with prediction.shaped(tf, targets), and take the mean over the last axis"
              .formatted(who, prediction.values().shape(), each.shape(), targets.shape()));
    }
    return Reduction.SUM_OVER_BATCH_SIZE.of(tf, each);
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
