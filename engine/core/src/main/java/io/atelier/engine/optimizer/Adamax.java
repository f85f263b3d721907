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
 * Adamax, Adam with the largest gradient in place of their squares' mean (Kingma and Ba 2014), as
 * Keras 3 computes it ({@code optimizers/adamax.py}), with {@code t = iteration + 1}:
 *
 * <pre>{@code
 * m = m + (g - m) * (1 - beta1)
 * u = max(u * beta2, |g|)
 * w = w - rate * m / ((1 - beta1^t) * (u + epsilon))
 * }</pre>
 *
 * @param learningRate schedule of the rate
 * @param beta1 decay of the mean of gradients, in [0, 1]
 * @param beta2 decay of the largest, in [0, 1]
 * @param epsilon at least 0
 */
public record Adamax(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(name = "beta_1", orElse = "0.9") double beta1,
    @KerasKey(name = "beta_2", orElse = "0.999") double beta2,
    @KerasKey(orElse = "1e-7") double epsilon)
    implements PerWeight {
  /**
   * @throws IllegalArgumentException if a beta is not in [0, 1] or {@code epsilon} is negative, or
   *     a number is none that float32 holds
   */
  public Adamax {
    Given.required(learningRate, "Adamax", "a learning rate", "use new ConstantRate(0.01)");
    Require.fraction("Adamax", "beta1", beta1);
    Require.fraction("Adamax", "beta2", beta2);
    Require.notNegative("Adamax", "epsilon", epsilon);
  }

  /** Keras' defaults with a constant rate: betas 0.9 and 0.999, epsilon 1e-7. */
  public Adamax(double learningRate) {
    this(new ConstantRate(learningRate), 0.9, 0.999, 1e-7);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return Slot.zeros(weight, "m", "u");
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> left = Steps.oneMinusPower(tf, beta1, Steps.after(tf, iteration));
    Operand<TFloat32> fresh = tf.constant((float) (1 - beta1));
    Operand<TFloat32> kept = tf.constant((float) beta2);
    Operand<TFloat32> tiny = tf.constant((float) epsilon);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> m = Steps.toward(tf, slots.get(0), gradient, fresh);
      Operand<TFloat32> u = tf.math.maximum(tf.math.mul(kept, slots.get(1)), tf.math.abs(gradient));
      Operand<TFloat32> step =
          tf.math.div(tf.math.mul(rate, m), tf.math.mul(left, tf.math.add(u, tiny)));
      return new Moved(tf.math.sub(weight, step), List.of(m, u));
    };
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
