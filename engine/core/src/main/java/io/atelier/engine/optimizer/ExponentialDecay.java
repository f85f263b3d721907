package io.atelier.engine.optimizer;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * {@code initialRate * decayRate ^ (step / decaySteps)} (Keras 2.12, {@code
 * learning_rate_schedule.py}).
 *
 * @param initialRate rate of step 0, at least 0
 * @param decaySteps positive
 * @param decayRate at least 0
 * @param staircase whether {@code step / decaySteps} is rounded down
 */
public record ExponentialDecay(
    @KerasKey(name = "initial_learning_rate") double initialRate,
    double decaySteps,
    double decayRate,
    @KerasKey(orElse = "false") boolean staircase)
    implements LearningRate {
  /**
   * @throws IllegalArgumentException if a number is out of its range, or none that float32 holds
   */
  public ExponentialDecay {
    Require.notNegative("ExponentialDecay", "initialRate", initialRate);
    Require.positive("ExponentialDecay", "decaySteps", decaySteps);
    Require.notNegative("ExponentialDecay", "decayRate", decayRate);
  }

  @Override
  public Operand<TFloat32> at(Ops tf, Operand<TInt64> iteration) {
    Operand<TFloat32> factor =
        tf.math.pow(
            tf.constant((float) decayRate), Periods.of(tf, iteration, decaySteps, staircase));
    return tf.math.mul(tf.constant((float) initialRate), factor);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
