package io.atelier.engine.optimizer;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * {@code initialRate * ((1 - alpha) * (1 + cos(pi * p)) / 2 + alpha)} with {@code p = min(step,
 * decaySteps) / decaySteps} (Loshchilov and Hutter 2017; Keras 2.12, {@code
 * learning_rate_schedule.py}).
 *
 * @param initialRate rate of step 0, at least 0
 * @param decaySteps positive
 * @param alpha share of the initial rate that is left at the end, at least 0
 */
@Keras(fixed = {"warmup_target: null", "warmup_steps: 0"})
public record CosineDecay(
    @KerasKey(name = "initial_learning_rate") double initialRate,
    double decaySteps,
    @KerasKey(orElse = "0.0") double alpha)
    implements LearningRate {
  /**
   * @throws IllegalArgumentException if a number is out of its range, or none that float32 holds
   */
  public CosineDecay {
    Require.notNegative("CosineDecay", "initialRate", initialRate);
    Require.positive("CosineDecay", "decaySteps", decaySteps);
    Require.notNegative("CosineDecay", "alpha", alpha);
  }

  @Override
  public Operand<TFloat32> at(Ops tf, Operand<TInt64> iteration) {
    Operand<TFloat32> passed =
        tf.math.minimum(Periods.of(tf, iteration, decaySteps, false), tf.constant(1f));
    Operand<TFloat32> cosine = tf.math.cos(tf.math.mul(tf.constant((float) Math.PI), passed));
    Operand<TFloat32> falling =
        tf.math.mul(tf.constant(0.5f), tf.math.add(tf.constant(1f), cosine));
    Operand<TFloat32> share =
        tf.math.add(
            tf.math.mul(tf.constant((float) (1 - alpha)), falling), tf.constant((float) alpha));
    return tf.math.mul(tf.constant((float) initialRate), share);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
