package io.atelier.engine.optimizer;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * {@code initialRate / (1 + decayRate * step / decaySteps)} (Keras 2.12, {@code
 * learning_rate_schedule.py:550-565}).
 *
 * @param initialRate rate of step 0, at least 0
 * @param decaySteps positive, need not be whole
 * @param decayRate at least 0
 * @param staircase whether {@code step / decaySteps} is rounded down
 */
public record InverseTimeDecay(
    @KerasKey(name = "initial_learning_rate") double initialRate,
    double decaySteps,
    double decayRate,
    @KerasKey(orElse = "false") boolean staircase)
    implements LearningRate {
  /**
   * @throws IllegalArgumentException if a number is out of its range, or none that float32 holds
   */
  public InverseTimeDecay {
    Require.notNegative("InverseTimeDecay", "initialRate", initialRate);
    Require.positive("InverseTimeDecay", "decaySteps", decaySteps);
    Require.notNegative("InverseTimeDecay", "decayRate", decayRate);
  }

  /** Without a staircase. */
  public InverseTimeDecay(double initialRate, double decaySteps, double decayRate) {
    this(initialRate, decaySteps, decayRate, false);
  }

  @Override
  public Operand<TFloat32> at(Ops tf, Operand<TInt64> iteration) {
    Operand<TFloat32> decay =
        tf.math.mul(
            tf.constant((float) decayRate), Periods.of(tf, iteration, decaySteps, staircase));
    return tf.math.div(tf.constant((float) initialRate), tf.math.add(tf.constant(1f), decay));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
