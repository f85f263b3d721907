package io.atelier.engine.optimizer;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Nadam, Adam with Nesterov's look ahead (Dozat 2016), as Keras 3 computes it ({@code
 * optimizers/nadam.py}), with {@code t = iteration + 1}:
 *
 * <pre>{@code
 * u(t) = beta1 * (1 - 0.5 * 0.96^t)
 * m = m + (g - m) * (1 - beta1)
 * v = v + (g * g - v) * (1 - beta2)
 * ahead = u(t+1) * m / (1 - u(1)...u(t+1)) + (1 - u(t)) * g / (1 - u(1)...u(t))
 * w = w - ahead * rate / (sqrt(v / (1 - beta2^t)) + epsilon)
 * }</pre>
 *
 * Keras multiplies {@code u(1)...u(t)} up from step to step; here it is computed from the step
 * number, so that it is right after any number of steps.
 *
 * @param learningRate schedule of the rate
 * @param beta1 decay of the mean of gradients, in [0, 1]
 * @param beta2 decay of the mean of their squares, in [0, 1]
 * @param epsilon at least 0, outside the root
 */
public record Nadam(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(name = "beta_1", orElse = "0.9") double beta1,
    @KerasKey(name = "beta_2", orElse = "0.999") double beta2,
    @KerasKey(orElse = "1e-7") double epsilon)
    implements PerWeight {
  /** After so many steps {@code 0.96^t} is below a float's last bit of 1. */
  private static final int WARMING = 500;

  private static final double DECAY = 0.96;

  /**
   * @throws IllegalArgumentException if a beta is not in [0, 1] or {@code epsilon} is negative, or
   *     a number is none that float32 holds
   */
  public Nadam {
    Given.required(learningRate, "Nadam", "a learning rate", "use new ConstantRate(0.01)");
    Require.fraction("Nadam", "beta1", beta1);
    Require.fraction("Nadam", "beta2", beta2);
    Require.notNegative("Nadam", "epsilon", epsilon);
  }

  /** Keras' defaults with a constant rate: betas 0.9 and 0.999, epsilon 1e-7. */
  public Nadam(double learningRate) {
    this(new ConstantRate(learningRate), 0.9, 0.999, 1e-7);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return Slot.zeros(weight, "m", "v");
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    Operand<TFloat32> t = Steps.after(tf, iteration);
    Operand<TFloat32> next = tf.math.add(t, tf.constant(1f));
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> share = tf.math.sub(one, momentum(tf, t));
    Operand<TFloat32> shareLeft = tf.math.sub(one, product(tf, t));
    Operand<TFloat32> ahead = momentum(tf, next);
    Operand<TFloat32> aheadLeft = tf.math.sub(one, product(tf, next));
    Operand<TFloat32> squaresLeft = Steps.oneMinusPower(tf, beta2, t);
    // Of float32 betas, which Keras casts here.
    Operand<TFloat32> fresh1 = tf.constant(1 - (float) beta1);
    Operand<TFloat32> fresh2 = tf.constant(1 - (float) beta2);
    Operand<TFloat32> tiny = tf.constant((float) epsilon);
    return (weight, gradient, slots) -> {
      Operand<TFloat32> m = Steps.toward(tf, slots.get(0), gradient, fresh1);
      Operand<TFloat32> v = Steps.toward(tf, slots.get(1), tf.math.square(gradient), fresh2);
      Operand<TFloat32> mean =
          tf.math.add(
              tf.math.div(tf.math.mul(ahead, m), aheadLeft),
              tf.math.div(tf.math.mul(share, gradient), shareLeft));
      Operand<TFloat32> root = tf.math.sqrt(tf.math.div(v, squaresLeft));
      Operand<TFloat32> step = tf.math.div(tf.math.mul(mean, rate), tf.math.add(root, tiny));
      return new Moved(tf.math.sub(weight, step), List.of(m, v));
    };
  }

  /** {@return {@code u(t)}} */
  private Operand<TFloat32> momentum(Ops tf, Operand<TFloat32> t) {
    Operand<TFloat32> power = tf.math.pow(tf.constant((float) DECAY), t);
    return tf.math.mul(
        tf.constant((float) beta1),
        tf.math.sub(tf.constant(1f), tf.math.mul(tf.constant(0.5f), power)));
  }

  /** {@return {@code u(1)...u(t)}: beta1^t times a product that soon changes no more} */
  private Operand<TFloat32> product(Ops tf, Operand<TFloat32> t) {
    float[] products = new float[WARMING + 1];
    double product = 1;
    for (int step = 0; step <= WARMING; step++) {
      product *= step == 0 ? 1 : 1 - 0.5 * Math.pow(DECAY, step);
      products[step] = (float) product;
    }
    Operand<TInt32> place =
        tf.dtypes.cast(tf.math.minimum(t, tf.constant((float) WARMING)), TInt32.class);
    return tf.math.mul(
        tf.math.pow(tf.constant((float) beta1), t),
        tf.gather(tf.constant(products), place, tf.constant(0)));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
