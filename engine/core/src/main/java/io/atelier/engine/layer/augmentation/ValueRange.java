package io.atelier.engine.layer.augmentation;

import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Where the numbers of an image lie: {@code [0, 255]} as they are read, {@code [0, 1]} behind
 * {@code new Rescaling(1, 255)}.
 *
 * @param low the smallest
 * @param high the largest, above it
 */
@Keras(bare = true)
public record ValueRange(double low, double high) {
  /**
   * @throws IllegalArgumentException if {@code low} is not below {@code high}, or float32 does not
   *     hold them
   */
  public ValueRange {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "ValueRange needs a lowest value below the highest, got %s and %s; give such as 0 and 255"
              .formatted(low, high));
    }
    Float32.require("ValueRange", "the lowest value", low);
    Float32.require("ValueRange", "the highest value", high);
  }

  /** {@return values of which none is outside} */
  Operand<TFloat32> clipped(Ops tf, Operand<TFloat32> values) {
    return tf.math.minimum(
        tf.math.maximum(values, tf.constant((float) low)), tf.constant((float) high));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
