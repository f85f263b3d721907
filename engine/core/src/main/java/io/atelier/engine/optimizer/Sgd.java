package io.atelier.engine.optimizer;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Stochastic gradient descent with momentum (Keras 2.12, {@code optimizers/sgd.py:152-185}):
 *
 * <pre>{@code
 * v = -g * rate + v * momentum
 * w = w + v                              plain
 * w = w + (-g * rate + v * momentum)     Nesterov, with the new v
 * }</pre>
 *
 * @param learningRate schedule of the rate
 * @param momentum in [0, 1]
 * @param nesterov whether to look ahead (Nesterov 1983)
 */
@Keras(name = "SGD")
public record Sgd(
    @KerasKey(also = "lr", orElse = "0.01") LearningRate learningRate,
    @KerasKey(orElse = "0.0") double momentum,
    @KerasKey(orElse = "false") boolean nesterov)
    implements PerWeight {
  /**
   * @throws IllegalArgumentException if {@code momentum} is not in [0, 1] or none that float32
   *     holds
   */
  public Sgd {
    Given.required(learningRate, "Sgd", "a learning rate", "use new ConstantRate(0.01)");
    Require.fraction("Sgd", "momentum", momentum);
  }

  /** A constant rate, no momentum. */
  public Sgd(double learningRate) {
    this(new ConstantRate(learningRate), 0, false);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return Slot.zeros(weight, "momentum");
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> mu = tf.constant((float) momentum);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> push = tf.math.mul(tf.math.neg(gradient), rate);
      Operand<TFloat32> velocity = tf.math.add(push, tf.math.mul(slots.get(0), mu));
      Operand<TFloat32> step = nesterov ? tf.math.add(push, tf.math.mul(velocity, mu)) : velocity;
      return new Moved(tf.math.add(weight, step), List.of(velocity));
    };
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
