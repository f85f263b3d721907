package io.atelier.engine.optimizer;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Adafactor (Shazeer and Stern 2018), which keeps of a matrix' squared gradients no more than the
 * means of its rows and columns, as Keras 3 computes it ({@code optimizers/adafactor.py}), with
 * {@code t = iteration + 1}:
 *
 * <pre>{@code
 * kept = 1 - t^beta2Decay
 * v = kept * v + (1 - kept) * (g * g + epsilon1)       of two axes and more: of r and c, means over
 *                                                      the last axis and the one before it;
 *                                                      v = r / mean(r) * c
 * u = g / sqrt(v)
 * w = w - max(epsilon2, rms(w)) * min(rate, 1 / sqrt(t)) * u / max(1, rms(u) / clipThreshold)
 * }</pre>
 *
 * Keras' setting {@code relative_step} changes nothing there, and is read over.
 *
 * @param learningRate schedule of the rate
 * @param beta2Decay below 0
 * @param epsilon1 positive: what squared gradients have at least
 * @param epsilon2 at least 0: what a weight's size is taken for at least
 * @param clipThreshold positive: how large a step may be
 */
@Keras(ignored = "relative_step: true")
public record Adafactor(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(name = "beta_2_decay", orElse = "-0.8") double beta2Decay,
    @KerasKey(name = "epsilon_1", orElse = "1e-30") double epsilon1,
    @KerasKey(name = "epsilon_2", orElse = "1e-3") double epsilon2,
    @KerasKey(orElse = "1.0") double clipThreshold)
    implements PerWeight {
  /**
   * @throws IllegalArgumentException if a number is out of its range or none that float32 holds
   */
  public Adafactor {
    Given.required(learningRate, "Adafactor", "a learning rate", "use new ConstantRate(0.01)");
    Require.positive("Adafactor", "-beta2Decay", -beta2Decay);
    Require.positive("Adafactor", "epsilon1", epsilon1);
    Require.notNegative("Adafactor", "epsilon2", epsilon2);
    Require.positive("Adafactor", "clipThreshold", clipThreshold);
  }

  /** Keras' defaults with a constant rate. */
  public Adafactor(double learningRate) {
    this(new ConstantRate(learningRate), -0.8, 1e-30, 1e-3, 1);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    int axes = weight.numDimensions();
    if (axes < 2) {
      return Slot.zeros(weight, "v");
    }
    Shape rows = weight.take(axes - 1);
    Shape columns = weight.take(axes - 2).append(weight.get(axes - 1));
    return List.of(new Slot("r", rows, 0), new Slot("c", columns, 0));
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> t = Steps.after(tf, iteration);
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> size = tf.math.minimum(rate, tf.math.reciprocal(tf.math.sqrt(t)));
    Operand<TFloat32> kept = tf.math.sub(one, tf.math.pow(t, tf.constant((float) beta2Decay)));
    Operand<TFloat32> fresh = tf.math.sub(one, kept);
    Operand<TFloat32> most = tf.constant((float) clipThreshold);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> squares =
          tf.math.add(tf.math.square(gradient), tf.constant((float) epsilon1));
      List<Operand<TFloat32>> means =
          IntStream.range(0, slots.size())
              .<Operand<TFloat32>>mapToObj(
                  i ->
                      Steps.mixed(
                          tf,
                          kept,
                          slots.get(i),
                          fresh,
                          slots.size() == 1 ? squares : tf.math.mean(squares, tf.constant(-1 - i))))
              .toList();
      Operand<TFloat32> v = means.size() == 1 ? means.get(0) : product(tf, means);
      Operand<TFloat32> u = tf.math.div(gradient, tf.math.sqrt(v));
      Operand<TFloat32> clipped =
          tf.math.div(u, tf.math.maximum(one, tf.math.div(rms(tf, u), most)));
      Operand<TFloat32> step =
          tf.math.mul(tf.math.maximum(tf.constant((float) epsilon2), rms(tf, weight)), size);
      return new Moved(tf.math.sub(weight, tf.math.mul(step, clipped)), means);
    };
  }

  /** {@return the squared gradients that means of rows and columns stand for} */
  private static Operand<TFloat32> product(Ops tf, List<Operand<TFloat32>> means) {
    Operand<TFloat32> rows = means.get(0);
    Operand<TFloat32> mean = tf.math.mean(rows, tf.constant(-1), Mean.keepDims(true));
    return tf.math.mul(
        tf.expandDims(tf.math.div(rows, mean), tf.constant(-1)),
        tf.expandDims(means.get(1), tf.constant(-2)));
  }

  private static Operand<TFloat32> rms(Ops tf, Operand<TFloat32> values) {
    Operand<TFloat32> flat = tf.reshape(values, tf.array(-1));
    return tf.math.sqrt(tf.math.mean(tf.math.square(flat), tf.constant(0)));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
