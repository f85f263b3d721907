package io.atelier.engine.optimizer;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import org.tensorflow.Operand;
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
 * The powers are computed from the step number; {@code 1 - beta} is rounded to float32 from double.
 *
 * @param learningRate schedule of the rate
 * @param beta1 decay of the mean of gradients, in [0, 1]
 * @param beta2 decay of the mean of their squares, in [0, 1]
 * @param epsilon at least 0, outside the root and not bias-corrected
 */
@Keras(fixed = "amsgrad: false")
public record Adam(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(name = "beta_1", orElse = "0.9") double beta1,
    @KerasKey(name = "beta_2", orElse = "0.999") double beta2,
    @KerasKey(orElse = "1e-7") double epsilon)
    implements Optimizer {
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

  /** Keras' defaults: betas 0.9 and 0.999, epsilon 1e-7. */
  public Adam(LearningRate learningRate) {
    this(learningRate, 0.9, 0.999, 1e-7);
  }

  /** Keras' defaults with a constant rate. */
  public Adam(double learningRate) {
    this(new ConstantRate(learningRate));
  }

  @Override
  public List<String> slots() {
    return List.of("m", "v");
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> t = tf.dtypes.cast(tf.math.add(iteration, tf.constant(1L)), TFloat32.class);
    Operand<TFloat32> alpha =
        tf.math.div(
            tf.math.mul(rate, tf.math.sqrt(oneMinusPower(tf, beta2, t))),
            oneMinusPower(tf, beta1, t));
    Operand<TFloat32> fresh1 = tf.constant((float) (1 - beta1));
    Operand<TFloat32> fresh2 = tf.constant((float) (1 - beta2));
    Operand<TFloat32> tiny = tf.constant((float) epsilon);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> m = toward(tf, slots.get(0), gradient, fresh1);
      Operand<TFloat32> v = toward(tf, slots.get(1), tf.math.square(gradient), fresh2);
      Operand<TFloat32> step =
          tf.math.div(tf.math.mul(m, alpha), tf.math.add(tf.math.sqrt(v), tiny));
      return new Moved(tf.math.sub(weight, step), List.of(m, v));
    };
  }

  private static Operand<TFloat32> oneMinusPower(Ops tf, double beta, Operand<TFloat32> t) {
    return tf.math.sub(tf.constant(1f), tf.math.pow(tf.constant((float) beta), t));
  }

  private static Operand<TFloat32> toward(
      Ops tf, Operand<TFloat32> mean, Operand<TFloat32> value, Operand<TFloat32> share) {
    return tf.math.add(mean, tf.math.mul(tf.math.sub(value, mean), share));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
