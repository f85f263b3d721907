package io.atelier.engine.optimizer;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/**
 * A rate that falls along half a cosine again and again, each time more slowly and from a lower
 * rate if wanted (SGDR, Loshchilov and Hutter 2017; Keras 2.12 and 3, {@code
 * learning_rate_schedule.py}). In the period {@code i}, of {@code firstDecaySteps * stepsFactor^i}
 * steps, of which the share {@code p} has passed:
 *
 * <pre>{@code
 * rate = initialRate * ((1 - alpha) * heightFactor^i * (1 + cos(pi * p)) / 2 + alpha)
 * }</pre>
 *
 * The period is found in float64: a restart is never missed by rounding.
 *
 * @param initialRate rate of step 0, at least 0
 * @param firstDecaySteps of the first period, positive
 * @param stepsFactor by how much each period is longer than the one before, at least 1
 * @param heightFactor by how much each begins lower than the one before, at least 0
 * @param alpha share of the initial rate that is left at the end of each, at least 0
 */
public record CosineDecayRestarts(
    @KerasKey(name = "initial_learning_rate") double initialRate,
    double firstDecaySteps,
    @KerasKey(name = "t_mul", orElse = "2.0") double stepsFactor,
    @KerasKey(name = "m_mul", orElse = "1.0") double heightFactor,
    @KerasKey(orElse = "0.0") double alpha)
    implements LearningRate {
  /**
   * @throws IllegalArgumentException if a number is out of its range, or none that float32 holds
   */
  public CosineDecayRestarts {
    String who = "CosineDecayRestarts";
    Require.notNegative(who, "initialRate", initialRate);
    Require.positive(who, "firstDecaySteps", firstDecaySteps);
    Require.notNegative(who, "stepsFactor - 1", stepsFactor - 1);
    Require.notNegative(who, "heightFactor", heightFactor);
    Require.notNegative(who, "alpha", alpha);
  }

  /** Keras' defaults: each period twice as long as the one before, and as high; down to 0. */
  public CosineDecayRestarts(double initialRate, double firstDecaySteps) {
    this(initialRate, firstDecaySteps, 2, 1, 0);
  }

  @Override
  public Operand<TFloat32> at(Ops tf, Operand<TInt64> iteration) {
    Operand<TFloat64> periods =
        tf.math.div(
            tf.dtypes.cast(iteration, TFloat64.class),
            tf.constant((double) (float) firstDecaySteps));
    Operand<TFloat64> number = stepsFactor == 1 ? tf.math.floor(periods) : number(tf, periods);
    Operand<TFloat64> passed =
        stepsFactor == 1
            ? tf.math.sub(periods, number)
            : tf.math.div(tf.math.sub(periods, begin(tf, number)), length(tf, number));
    Operand<TFloat32> height =
        tf.math.pow(tf.constant((float) heightFactor), tf.dtypes.cast(number, TFloat32.class));
    return tf.math.mul(
        tf.constant((float) initialRate),
        Cosine.share(tf, tf.dtypes.cast(passed, TFloat32.class), height, alpha));
  }

  /** {@return how many periods are over after so many times the first one's length} */
  private Operand<TFloat64> number(Ops tf, Operand<TFloat64> periods) {
    Operand<TFloat64> one = tf.constant(1.0);
    Operand<TFloat64> powers = tf.math.add(one, tf.math.mul(periods, tf.constant(stepsFactor - 1)));
    Operand<TFloat64> rounded =
        tf.math.rint(tf.math.div(tf.math.log(powers), tf.constant(Math.log(stepsFactor))));
    return tf.select(
        tf.math.lessEqual(begin(tf, rounded), periods), rounded, tf.math.sub(rounded, one));
  }

  /** {@return where a period begins, as a multiple of the first one's length} */
  private Operand<TFloat64> begin(Ops tf, Operand<TFloat64> number) {
    return tf.math.div(
        tf.math.sub(length(tf, number), tf.constant(1.0)), tf.constant(stepsFactor - 1));
  }

  private Operand<TFloat64> length(Ops tf, Operand<TFloat64> number) {
    return tf.math.pow(tf.constant(stepsFactor), number);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
