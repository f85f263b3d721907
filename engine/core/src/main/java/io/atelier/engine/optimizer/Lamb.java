package io.atelier.engine.optimizer;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Lamb, Adam with steps of each weight as a whole in proportion to its size, for large batches (You
 * et al. 2019), as Keras 3 computes it ({@code optimizers/lamb.py}), with {@code t = iteration +
 * 1}:
 *
 * <pre>{@code
 * m = m + (g - m) * (1 - beta1)
 * v = v + (g * g - v) * (1 - beta2)
 * step = m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * w = w - norm(w) / norm(step) * rate * step         1 for the quotient where a norm is 0
 * }</pre>
 *
 * @param learningRate schedule of the rate
 * @param beta1 decay of the mean of gradients, in [0, 1]
 * @param beta2 decay of the mean of their squares, in [0, 1]
 * @param epsilon at least 0, outside the root
 */
public record Lamb(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(name = "beta_1", orElse = "0.9") double beta1,
    @KerasKey(name = "beta_2", orElse = "0.999") double beta2,
    @KerasKey(orElse = "1e-7") double epsilon)
    implements PerWeight {
  /**
   * @throws IllegalArgumentException if a beta is not in [0, 1] or {@code epsilon} is negative, or
   *     a number is none that float32 holds
   */
  public Lamb {
    Given.required(learningRate, "Lamb", "a learning rate", "use new ConstantRate(0.01)");
    Require.fraction("Lamb", "beta1", beta1);
    Require.fraction("Lamb", "beta2", beta2);
    Require.notNegative("Lamb", "epsilon", epsilon);
  }

  /** Keras' defaults with a constant rate: betas 0.9 and 0.999, epsilon 1e-7. */
  public Lamb(double learningRate) {
    this(new ConstantRate(learningRate), 0.9, 0.999, 1e-7);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return Slot.zeros(weight, "m", "v");
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> t = Steps.after(tf, iteration);
    Operand<TFloat32> left1 = Steps.oneMinusPower(tf, beta1, t);
    Operand<TFloat32> left2 = Steps.oneMinusPower(tf, beta2, t);
    Operand<TFloat32> fresh1 = tf.constant((float) (1 - beta1));
    Operand<TFloat32> fresh2 = tf.constant((float) (1 - beta2));
    Operand<TFloat32> tiny = tf.constant((float) epsilon);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> m = Steps.toward(tf, slots.get(0), gradient, fresh1);
      Operand<TFloat32> v = Steps.toward(tf, slots.get(1), tf.math.square(gradient), fresh2);
      Operand<TFloat32> step =
          tf.math.div(
              tf.math.div(m, left1), tf.math.add(tf.math.sqrt(tf.math.div(v, left2)), tiny));
      Operand<TFloat32> size = tf.math.mul(proportion(tf, weight, step), rate);
      return new Moved(tf.math.sub(weight, tf.math.mul(size, step)), List.of(m, v));
    };
  }

  private static Operand<TFloat32> proportion(
      Ops tf, Operand<TFloat32> weight, Operand<TFloat32> step) {
    Operand<TFloat32> of = tf.math.sqrt(Norms.squared(tf, weight));
    Operand<TFloat32> to = tf.math.sqrt(Norms.squared(tf, step));
    Operand<TFloat32> none = tf.constant(0f);
    return tf.select(
        tf.math.logicalAnd(tf.math.greater(of, none), tf.math.greater(to, none)),
        tf.math.div(of, to),
        tf.constant(1f));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
