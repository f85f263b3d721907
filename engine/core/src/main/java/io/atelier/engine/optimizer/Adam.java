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
 * Adam (Kingma and Ba 2014) as Keras 2.12 computes it ({@code optimizers/adam.py:157-200}), with
 * {@code t = iteration + 1}:
 *
 * <pre>{@code
 * alpha = rate * sqrt(1 - beta2^t) / (1 - beta1^t)
 * m = m + (g - m) * (1 - beta1)
 * v = v + (g * g - v) * (1 - beta2)
 * w = w - m * alpha / (sqrt(v) + epsilon)
 * }</pre>
 *
 * With {@code amsgrad} (Reddi et al. 2018) the root is of the largest {@code v} so far.
 *
 * <p>The powers are computed from the step number; {@code 1 - beta} is rounded to float32 from
 * double.
 *
 * @param learningRate schedule of the rate
 * @param beta1 decay of the mean of gradients, in [0, 1]
 * @param beta2 decay of the mean of their squares, in [0, 1]
 * @param epsilon at least 0, outside the root and not bias-corrected
 * @param amsgrad whether the steps never become larger because gradients became smaller
 */
public record Adam(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(name = "beta_1", orElse = "0.9") double beta1,
    @KerasKey(name = "beta_2", orElse = "0.999") double beta2,
    @KerasKey(orElse = "1e-7") double epsilon,
    @KerasKey(orElse = "false") boolean amsgrad)
    implements PerWeight {
  /**
   * @throws IllegalArgumentException if a beta is not in [0, 1] or {@code epsilon} is negative, or
   *     a number is none that float32 holds
   */
  public Adam {
    Given.required(learningRate, "Adam", "a learning rate", "use new ConstantRate(0.01)");
    Require.fraction("Adam", "beta1", beta1);
    Require.fraction("Adam", "beta2", beta2);
    Require.notNegative("Adam", "epsilon", epsilon);
  }

  /** Without {@code amsgrad}. */
  public Adam(LearningRate learningRate, double beta1, double beta2, double epsilon) {
    this(learningRate, beta1, beta2, epsilon, false);
  }

  /** Keras' defaults: betas 0.9 and 0.999, epsilon 1e-7. */
  public Adam(LearningRate learningRate) {
    this(learningRate, 0.9, 0.999, 1e-7);
  }

  /** Keras' defaults with a constant rate. */
  public Adam(double learningRate) {
    this(new ConstantRate(learningRate));
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return amsgrad ? Slot.zeros(weight, "m", "v", "v_hat") : Slot.zeros(weight, "m", "v");
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> t = Steps.after(tf, iteration);
    Operand<TFloat32> alpha =
        tf.math.div(
            tf.math.mul(rate, tf.math.sqrt(Steps.oneMinusPower(tf, beta2, t))),
            Steps.oneMinusPower(tf, beta1, t));
    Operand<TFloat32> fresh1 = tf.constant((float) (1 - beta1));
    Operand<TFloat32> fresh2 = tf.constant((float) (1 - beta2));
    Operand<TFloat32> tiny = tf.constant((float) epsilon);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> m = Steps.toward(tf, slots.get(0), gradient, fresh1);
      Operand<TFloat32> v = Steps.toward(tf, slots.get(1), tf.math.square(gradient), fresh2);
      Operand<TFloat32> most = amsgrad ? tf.math.maximum(slots.get(2), v) : v;
      Operand<TFloat32> step =
          tf.math.div(tf.math.mul(m, alpha), tf.math.add(tf.math.sqrt(most), tiny));
      return new Moved(tf.math.sub(weight, step), amsgrad ? List.of(m, v, most) : List.of(m, v));
    };
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
