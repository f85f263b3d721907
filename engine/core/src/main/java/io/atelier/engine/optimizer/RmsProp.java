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
 * RMSprop (Tieleman and Hinton 2012) as Keras 2.12 computes it ({@code optimizers/rmsprop.py}),
 * without momentum and not centered:
 *
 * <pre>{@code
 * v = rho * v + (1 - rho) * g * g
 * w = w - rate * g / sqrt(v + epsilon)
 * }</pre>
 *
 * @param learningRate schedule of the rate
 * @param rho decay of the mean of squares, in [0, 1]
 * @param epsilon at least 0, inside the root
 */
@Keras(
    name = "RMSprop",
    fixed = {"momentum: 0.0", "centered: false"})
public record RmsProp(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(orElse = "0.9") double rho,
    @KerasKey(orElse = "1e-7") double epsilon)
    implements Optimizer {
  /**
   * @throws IllegalArgumentException if {@code rho} is not in [0, 1] or {@code epsilon} is
   *     negative, or a number is none that float32 holds
   */
  public RmsProp {
    Given.required(learningRate, "RmsProp", "a learning rate", "use new ConstantRate(0.01)");
    Require.fraction("RmsProp", "rho", rho);
    Require.notNegative("RmsProp", "epsilon", epsilon);
  }

  /** Keras' defaults with a constant rate: rho 0.9, epsilon 1e-7. */
  public RmsProp(double learningRate) {
    this(new ConstantRate(learningRate), 0.9, 1e-7);
  }

  @Override
  public List<String> slots() {
    return List.of("velocity");
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> kept = tf.constant((float) rho);
    Operand<TFloat32> fresh = tf.constant((float) (1 - rho));
    Operand<TFloat32> tiny = tf.constant((float) epsilon);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> velocity =
          tf.math.add(
              tf.math.mul(kept, slots.get(0)), tf.math.mul(fresh, tf.math.square(gradient)));
      Operand<TFloat32> step =
          tf.math.div(tf.math.mul(rate, gradient), tf.math.sqrt(tf.math.add(velocity, tiny)));
      return new Moved(tf.math.sub(weight, step), List.of(velocity));
    };
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
