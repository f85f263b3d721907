package io.atelier.engine.regularizer;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code l2 * sum(weight^2)} (Keras 3, {@code regularizers/regularizers.py}).
 *
 * @param l2 factor of the sum, at least 0; Keras' default is 0.01
 */
public record L2(@KerasKey(orElse = "0.01") double l2) implements Regularizer {
  /**
   * @throws IllegalArgumentException if {@code l2} is negative or none that float32 holds
   */
  public L2 {
    Sums.requireFactor("L2", "l2", l2);
  }

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> weight) {
    return Sums.ofSquares(tf, l2, weight);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
