package io.atelier.engine.optimizer;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A rate that falls to another along a power of the steps left, in a straight line with a power of
 * 1 (Keras 2.12 and 3, {@code learning_rate_schedule.py}):
 *
 * <pre>{@code
 * rate = (initialRate - endRate) * (1 - min(step, decaySteps) / decaySteps)^power + endRate
 * }</pre>
 *
 * With {@code cycle} it does not stay at the end: {@code decaySteps} becomes the next of its
 * multiples that is not below the step.
 *
 * @param initialRate rate of step 0, at least 0
 * @param decaySteps positive
 * @param endRate at least 0
 * @param power at least 0
 * @param cycle whether it rises again when it has reached the end
 */
public record PolynomialDecay(
    @KerasKey(name = "initial_learning_rate") double initialRate,
    double decaySteps,
    @KerasKey(name = "end_learning_rate", orElse = "0.0001") double endRate,
    @KerasKey(orElse = "1.0") double power,
    @KerasKey(orElse = "false") boolean cycle)
    implements LearningRate {
  /**
   * @throws IllegalArgumentException if a number is out of its range, or none that float32 holds
   */
  public PolynomialDecay {
    Require.notNegative("PolynomialDecay", "initialRate", initialRate);
    Require.positive("PolynomialDecay", "decaySteps", decaySteps);
    Require.notNegative("PolynomialDecay", "endRate", endRate);
    Require.notNegative("PolynomialDecay", "power", power);
  }

  /** In a straight line, once. */
  public PolynomialDecay(double initialRate, double decaySteps, double endRate) {
    this(initialRate, decaySteps, endRate, 1, false);
  }

  @Override
  public Operand<TFloat32> at(Ops tf, Operand<TInt64> iteration) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> step = tf.dtypes.cast(iteration, TFloat32.class);
    Operand<TFloat32> steps = tf.constant((float) decaySteps);
    Operand<TFloat32> passed =
        cycle
            ? Periods.of(tf, step, tf.math.mul(steps, cycles(tf, step, steps)))
            : tf.math.minimum(Periods.of(tf, step, steps), one);
    Operand<TFloat32> left = tf.math.pow(tf.math.sub(one, passed), tf.constant((float) power));
    return tf.math.add(
        tf.math.mul(tf.constant((float) initialRate - (float) endRate), left),
        tf.constant((float) endRate));
  }

  private static Operand<TFloat32> cycles(Ops tf, Operand<TFloat32> step, Operand<TFloat32> steps) {
    return tf.math.maximum(tf.math.ceil(Periods.of(tf, step, steps)), tf.constant(1f));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
