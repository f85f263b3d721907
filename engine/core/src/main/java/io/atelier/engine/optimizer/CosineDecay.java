package io.atelier.engine.optimizer;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.OptionalDouble;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A rate that falls along half a cosine (Loshchilov and Hutter 2017; Keras 2.12 and 3, {@code
 * learning_rate_schedule.py}), after a straight rise if wanted:
 *
 * <pre>{@code
 * rate = from * ((1 - alpha) * (1 + cos(pi * p)) / 2 + alpha),  p = min(step, decaySteps) / decaySteps
 *
 * new CosineDecay(0.1, 10_000, 0)                               falls from 0.1 to 0
 * new CosineDecay(0, 10_000, 0).warmingUp(0.001, 500)           rises from 0 to 0.001 before
 * }</pre>
 *
 * The rise takes {@code warmupSteps}: {@code initialRate + (warmupTarget - initialRate) * step /
 * warmupSteps}. The fall begins after it, from {@code warmupTarget}.
 *
 * @param initialRate rate of step 0, at least 0
 * @param decaySteps of the fall alone, positive
 * @param alpha share of the rate it fell from that is left at the end, at least 0
 * @param warmupTarget rate that it rises to first, at least 0; empty for none
 * @param warmupSteps of the rise, at least 0
 */
public record CosineDecay(
    @KerasKey(name = "initial_learning_rate") double initialRate,
    double decaySteps,
    @KerasKey(orElse = "0.0") double alpha,
    OptionalDouble warmupTarget,
    @KerasKey(orElse = "0") double warmupSteps)
    implements LearningRate {
  /**
   * @throws IllegalArgumentException if a number is out of its range, or none that float32 holds,
   *     or there are steps to warm up in but no rate to warm up to
   */
  public CosineDecay {
    Given.required(
        warmupTarget, "CosineDecay", "a warmupTarget or none", "use OptionalDouble.empty()");
    Require.notNegative("CosineDecay", "initialRate", initialRate);
    Require.positive("CosineDecay", "decaySteps", decaySteps);
    Require.notNegative("CosineDecay", "alpha", alpha);
    warmupTarget.ifPresent(to -> Require.notNegative("CosineDecay", "warmupTarget", to));
    Require.notNegative("CosineDecay", "warmupSteps", warmupSteps);
    if (warmupTarget.isEmpty() && warmupSteps > 0) {
      throw new IllegalArgumentException(
          "CosineDecay needs a warmupTarget for its warmupSteps, got none for %s; give the rate to warm up to, or 0 steps"
              .formatted(warmupSteps));
    }
  }

  /** Without a rise. */
  public CosineDecay(double initialRate, double decaySteps, double alpha) {
    this(initialRate, decaySteps, alpha, OptionalDouble.empty(), 0);
  }

  /** {@return the same fall, from {@code target}, after a rise to it from the initial rate} */
  public CosineDecay warmingUp(double target, double steps) {
    return new CosineDecay(initialRate, decaySteps, alpha, OptionalDouble.of(target), steps);
  }

  @Override
  public Operand<TFloat32> at(Ops tf, Operand<TInt64> iteration) {
    Operand<TFloat32> step = tf.dtypes.cast(iteration, TFloat32.class);
    if (warmupTarget.isEmpty()) {
      return falling(tf, step, initialRate);
    }
    float target = (float) warmupTarget.getAsDouble();
    Operand<TFloat32> steps = tf.constant((float) warmupSteps);
    Operand<TFloat32> risen =
        tf.math.mul(tf.constant(target - (float) initialRate), Periods.of(tf, step, steps));
    return tf.select(
        tf.math.less(step, steps),
        tf.math.add(risen, tf.constant((float) initialRate)),
        falling(tf, tf.math.sub(step, steps), target));
  }

  private Operand<TFloat32> falling(Ops tf, Operand<TFloat32> step, double from) {
    Operand<TFloat32> passed =
        tf.math.minimum(Periods.of(tf, step, tf.constant((float) decaySteps)), tf.constant(1f));
    return tf.math.mul(tf.constant((float) from), Cosine.share(tf, passed, tf.constant(1f), alpha));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
