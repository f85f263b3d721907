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
 * Adadelta (Zeiler 2012) as Keras 3 computes it ({@code optimizers/adadelta.py}):
 *
 * <pre>{@code
 * squares = rho * squares + (1 - rho) * g * g
 * move = -sqrt(moves + epsilon) * g / sqrt(squares + epsilon)
 * moves = rho * moves + (1 - rho) * move * move
 * w = w + rate * move
 * }</pre>
 *
 * The paper's rate is 1; Keras' default of 0.001 learns slowly.
 *
 * @param learningRate schedule of the rate
 * @param rho decay of both means, in [0, 1]
 * @param epsilon at least 0, inside the roots; it begins the movement
 */
public record Adadelta(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(orElse = "0.95") double rho,
    @KerasKey(orElse = "1e-7") double epsilon)
    implements PerWeight {
  /**
   * @throws IllegalArgumentException if {@code rho} is not in [0, 1] or {@code epsilon} is
   *     negative, or a number is none that float32 holds
   */
  public Adadelta {
    Given.required(learningRate, "Adadelta", "a learning rate", "use new ConstantRate(0.01)");
    Require.fraction("Adadelta", "rho", rho);
    Require.notNegative("Adadelta", "epsilon", epsilon);
  }

  /** Keras' defaults with a constant rate: rho 0.95, epsilon 1e-7. */
  public Adadelta(double learningRate) {
    this(new ConstantRate(learningRate), 0.95, 1e-7);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return Slot.zeros(weight, "accumulated_grad", "accumulated_delta_var");
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> kept = tf.constant((float) rho);
    Operand<TFloat32> fresh = tf.constant((float) (1 - rho));
    Operand<TFloat32> tiny = tf.constant((float) epsilon);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> squares =
          Steps.mixed(tf, kept, slots.get(0), fresh, tf.math.square(gradient));
      Operand<TFloat32> size = tf.math.sqrt(tf.math.add(slots.get(1), tiny));
      Operand<TFloat32> move =
          tf.math.neg(
              tf.math.div(tf.math.mul(size, gradient), tf.math.sqrt(tf.math.add(squares, tiny))));
      Operand<TFloat32> moves = Steps.mixed(tf, kept, slots.get(1), fresh, tf.math.square(move));
      return new Moved(tf.math.add(weight, tf.math.mul(rate, move)), List.of(squares, moves));
    };
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
