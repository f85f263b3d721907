package io.atelier.engine.regularizer;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code l1 * sum(|weight|) + l2 * sum(weight^2)} (Keras 3, {@code regularizers/regularizers.py}).
 *
 * @param l1 factor of the sum of sizes, at least 0
 * @param l2 factor of the sum of squares, at least 0
 */
@Keras(also = {"l1_l2"})
public record L1L2(@KerasKey(orElse = "0.0") double l1, @KerasKey(orElse = "0.0") double l2)
    implements Regularizer {
  /**
   * @throws IllegalArgumentException if a factor is negative or none that float32 holds
   */
  public L1L2 {
    Sums.requireFactor("L1L2", "l1", l1);
    Sums.requireFactor("L1L2", "l2", l2);
  }

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> weight) {
    return tf.math.add(Sums.ofSizes(tf, l1, weight), Sums.ofSquares(tf, l2, weight));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
