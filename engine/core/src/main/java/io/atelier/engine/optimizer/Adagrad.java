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
 * Adagrad (Duchi et al. 2011) as Keras 3 computes it ({@code optimizers/adagrad.py}):
 *
 * <pre>{@code
 * sum = sum + g * g                              at first: initialAccumulator
 * w = w - rate * g / sqrt(sum + epsilon)
 * }</pre>
 *
 * @param learningRate schedule of the rate
 * @param initialAccumulator at least 0
 * @param epsilon at least 0, inside the root
 */
public record Adagrad(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(name = "initial_accumulator_value", orElse = "0.1") double initialAccumulator,
    @KerasKey(orElse = "1e-7") double epsilon)
    implements PerWeight {
  /**
   * @throws IllegalArgumentException if a number is negative or none that float32 holds
   */
  public Adagrad {
    Given.required(learningRate, "Adagrad", "a learning rate", "use new ConstantRate(0.01)");
    Require.notNegative("Adagrad", "initialAccumulator", initialAccumulator);
    Require.notNegative("Adagrad", "epsilon", epsilon);
  }

  /** Keras' defaults with a constant rate: sums from 0.1, epsilon 1e-7. */
  public Adagrad(double learningRate) {
    this(new ConstantRate(learningRate), 0.1, 1e-7);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return List.of(new Slot("accumulator", weight, initialAccumulator));
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> tiny = tf.constant((float) epsilon);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> sum = tf.math.add(slots.get(0), tf.math.square(gradient));
      Operand<TFloat32> step =
          tf.math.div(tf.math.mul(rate, gradient), tf.math.sqrt(tf.math.add(sum, tiny)));
      return new Moved(tf.math.sub(weight, step), List.of(sum));
    };
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
