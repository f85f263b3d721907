package io.atelier.engine.optimizer;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * RMSprop (Tieleman and Hinton 2012) as Keras 2.12 and 3 compute it ({@code
 * optimizers/rmsprop.py}):
 *
 * <pre>{@code
 * v = rho * v + (1 - rho) * g * g
 * mean = rho * mean + (1 - rho) * g                      centered: v - mean * mean in place of v
 * step = rate * g / sqrt(v + epsilon)
 * m = momentum * m + step                                with momentum: m in place of step
 * w = w - step
 * }</pre>
 *
 * @param learningRate schedule of the rate
 * @param rho decay of the mean of squares, in [0, 1]
 * @param momentum in [0, 1]
 * @param epsilon at least 0, inside the root
 * @param centered whether the root is of the gradients' variance
 */
@Keras(name = "RMSprop")
public record RmsProp(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(orElse = "0.9") double rho,
    @KerasKey(orElse = "0.0") double momentum,
    @KerasKey(orElse = "1e-7") double epsilon,
    @KerasKey(orElse = "false") boolean centered)
    implements PerWeight {
  /**
   * @throws IllegalArgumentException if {@code rho} or {@code momentum} is not in [0, 1] or {@code
   *     epsilon} is negative, or a number is none that float32 holds
   */
  public RmsProp {
    Given.required(learningRate, "RmsProp", "a learning rate", "use new ConstantRate(0.01)");
    Require.fraction("RmsProp", "rho", rho);
    Require.fraction("RmsProp", "momentum", momentum);
    Require.notNegative("RmsProp", "epsilon", epsilon);
  }

  /** Without momentum, not centered. */
  public RmsProp(LearningRate learningRate, double rho, double epsilon) {
    this(learningRate, rho, 0, epsilon, false);
  }

  /** Keras' defaults with a constant rate: rho 0.9, epsilon 1e-7. */
  public RmsProp(double learningRate) {
    this(new ConstantRate(learningRate), 0.9, 1e-7);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    List<String> names = new ArrayList<>(List.of("velocity"));
    if (centered) {
      names.add("average_gradient");
    }
    if (momentum > 0) {
      names.add("momentum");
    }
    return Slot.zeros(weight, names.toArray(String[]::new));
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> kept = tf.constant((float) rho);
    Operand<TFloat32> fresh = tf.constant((float) (1 - rho));
    Operand<TFloat32> tiny = tf.constant((float) epsilon);
    Operand<TFloat32> carried = tf.constant((float) momentum);
    return (weight, gradient, slots) -> {
      List<Operand<TFloat32>> next = new ArrayList<>();
      Operand<TFloat32> velocity =
          Steps.mixed(tf, kept, slots.get(0), fresh, tf.math.square(gradient));
      next.add(velocity);
      Operand<TFloat32> spread = velocity;
      if (centered) {
        Operand<TFloat32> mean = Steps.mixed(tf, kept, slots.get(1), fresh, gradient);
        next.add(mean);
        spread = tf.math.sub(velocity, tf.math.square(mean));
      }
      Operand<TFloat32> step =
          tf.math.div(tf.math.mul(rate, gradient), tf.math.sqrt(tf.math.add(spread, tiny)));
      if (momentum > 0) {
        step = tf.math.add(tf.math.mul(carried, slots.get(next.size())), step);
        next.add(step);
      }
      return new Moved(tf.math.sub(weight, step), next);
    };
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
