package io.atelier.engine.regularizer;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code l1 * sum(|weight|)} (Keras 3, {@code regularizers/regularizers.py}).
 *
 * @param l1 factor of the sum, at least 0; Keras' default is 0.01
 */
public record L1(@KerasKey(orElse = "0.01") double l1) implements Regularizer {
  /**
   * @throws IllegalArgumentException if {@code l1} is negative or none that float32 holds
   */
  public L1 {
    Sums.requireFactor("L1", "l1", l1);
  }

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> weight) {
    return Sums.ofSizes(tf, l1, weight);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
