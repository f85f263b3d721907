package io.atelier.engine.optimizer;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The same rate at every step.
 *
 * @param rate at least 0
 */
@Keras(bare = true)
public record ConstantRate(double rate) implements LearningRate {
  /**
   * @throws IllegalArgumentException if {@code rate} is negative or none that float32 holds
   */
  public ConstantRate {
    Require.notNegative("ConstantRate", "rate", rate);
  }

  @Override
  public Operand<TFloat32> at(Ops tf, Operand<TInt64> iteration) {
    return tf.constant((float) rate);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
