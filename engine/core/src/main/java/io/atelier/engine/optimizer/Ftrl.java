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
 * FTRL, "follow the regularized leader", for wide and shallow models (McMahan et al. 2013), as
 * Keras 3 computes it ({@code optimizers/ftrl.py}), with {@code p = -learningRatePower}:
 *
 * <pre>{@code
 * next = sum + g * g                                  at first: initialAccumulator
 * linear = linear + g + 2 * l2Shrinkage * w - (next^p - sum^p) / rate * w
 * w = (clip(linear, -l1, l1) - linear) / (next^p / rate + 2 * (l2 + beta / (2 * rate)))
 * sum = next
 * }</pre>
 *
 * A weight is computed anew in each step: of its first value no more is left after the first.
 *
 * @param learningRate schedule of the rate, which may not fall to 0
 * @param learningRatePower at most 0; 0 keeps the rate as it is
 * @param initialAccumulator at least 0
 * @param l1 strength of L1 regularization, at least 0: weights that matter little become 0
 * @param l2 strength of L2 regularization, at least 0
 * @param l2Shrinkage strength of an L2 penalty on the weights, at least 0
 * @param beta at least 0
 */
public record Ftrl(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(orElse = "-0.5") double learningRatePower,
    @KerasKey(name = "initial_accumulator_value", orElse = "0.1") double initialAccumulator,
    @KerasKey(name = "l1_regularization_strength", orElse = "0.0") double l1,
    @KerasKey(name = "l2_regularization_strength", orElse = "0.0") double l2,
    @KerasKey(name = "l2_shrinkage_regularization_strength", orElse = "0.0") double l2Shrinkage,
    @KerasKey(orElse = "0.0") double beta)
    implements PerWeight {
  /**
   * @throws IllegalArgumentException if {@code learningRatePower} is above 0, another number is
   *     negative, or one is none that float32 holds
   */
  public Ftrl {
    Given.required(learningRate, "Ftrl", "a learning rate", "use new ConstantRate(0.01)");
    Require.notNegative("Ftrl", "-learningRatePower", 0 - learningRatePower);
    Require.notNegative("Ftrl", "initialAccumulator", initialAccumulator);
    Require.notNegative("Ftrl", "l1", l1);
    Require.notNegative("Ftrl", "l2", l2);
    Require.notNegative("Ftrl", "l2Shrinkage", l2Shrinkage);
    Require.notNegative("Ftrl", "beta", beta);
  }

  /** Keras' defaults with a constant rate: power -0.5, sums from 0.1, nothing regularized. */
  public Ftrl(double learningRate) {
    this(new ConstantRate(learningRate), -0.5, 0.1, 0, 0, 0, 0);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return List.of(
        new Slot("accumulator", weight, initialAccumulator), new Slot("linear", weight, 0));
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> power = tf.constant((float) -learningRatePower);
    Operand<TFloat32> shrinkage = tf.constant((float) (2 * l2Shrinkage));
    Operand<TFloat32> low = tf.constant((float) -l1);
    Operand<TFloat32> high = tf.constant((float) l1);
    Operand<TFloat32> strength =
        tf.math.add(
            tf.constant((float) l2),
            tf.math.div(tf.constant((float) beta), tf.math.mul(tf.constant(2f), rate)));
    Operand<TFloat32> ridge = tf.math.mul(tf.constant(2f), strength);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> sum = slots.get(0);
      Operand<TFloat32> next = tf.math.add(sum, tf.math.square(gradient));
      Operand<TFloat32> nextPower = tf.math.pow(next, power);
      Operand<TFloat32> sigma = tf.math.div(tf.math.sub(nextPower, tf.math.pow(sum, power)), rate);
      Operand<TFloat32> push = tf.math.add(gradient, tf.math.mul(shrinkage, weight));
      Operand<TFloat32> linear =
          tf.math.add(slots.get(1), tf.math.sub(push, tf.math.mul(sigma, weight)));
      Operand<TFloat32> clipped = tf.math.maximum(tf.math.minimum(linear, high), low);
      Operand<TFloat32> curve = tf.math.add(tf.math.div(nextPower, rate), ridge);
      return new Moved(tf.math.div(tf.math.sub(clipped, linear), curve), List.of(next, linear));
    };
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
