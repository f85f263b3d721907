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
 * Lion, which moves every number by the rate, whatever its gradient's size (Chen et al. 2023), as
 * Keras 3 computes it ({@code optimizers/lion.py}):
 *
 * <pre>{@code
 * w = w - rate * sign(m * beta1 + g * (1 - beta1))
 * m = m * beta2 + g * (1 - beta2)
 * }</pre>
 *
 * The paper takes a third to a tenth of Adam's rate, and as much more weight decay.
 *
 * @param learningRate schedule of the rate
 * @param beta1 share of the mean of gradients in a step, above 0 and at most 1
 * @param beta2 decay of that mean, in [0, 1]
 */
public record Lion(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(name = "beta_1", orElse = "0.9") double beta1,
    @KerasKey(name = "beta_2", orElse = "0.99") double beta2)
    implements PerWeight {
  /**
   * @throws IllegalArgumentException if a beta is not in [0, 1] or none that float32 holds, or
   *     {@code beta1} is 0
   */
  public Lion {
    Given.required(learningRate, "Lion", "a learning rate", "use new ConstantRate(0.01)");
    Require.fraction("Lion", "beta1", beta1);
    Require.positive("Lion", "beta1", beta1);
    Require.fraction("Lion", "beta2", beta2);
  }

  /** Keras' defaults with a constant rate: betas 0.9 and 0.99. */
  public Lion(double learningRate) {
    this(new ConstantRate(learningRate), 0.9, 0.99);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return Slot.zeros(weight, "m");
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> kept1 = tf.constant((float) beta1);
    Operand<TFloat32> kept2 = tf.constant((float) beta2);
    // Of float32 betas, which Keras casts here.
    Operand<TFloat32> fresh1 = tf.constant(1 - (float) beta1);
    Operand<TFloat32> fresh2 = tf.constant(1 - (float) beta2);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> m = slots.get(0);
      Operand<TFloat32> direction = tf.math.sign(Steps.mixed(tf, kept1, m, fresh1, gradient));
      return new Moved(
          tf.math.sub(weight, tf.math.mul(rate, direction)),
          List.of(Steps.mixed(tf, kept2, m, fresh2, gradient)));
    };
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
