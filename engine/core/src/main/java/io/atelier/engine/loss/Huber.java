package io.atelier.engine.loss;

import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * With {@code e = |prediction - target|}: {@code e^2 / 2} up to {@code delta}, and {@code delta * e
 * - delta^2 / 2} beyond, averaged over the last axis. Outliers pull less than in the squared error
 * (Keras 3, {@code losses/losses.py}).
 *
 * @param delta where the square ends, above 0
 */
@Keras(also = "HuberLoss")
public record Huber(@KerasKey(orElse = "1.0") double delta) implements LossOfEach {
  /**
   * @throws IllegalArgumentException unless {@code delta} is a number above 0 that float32 holds
   */
  public Huber {
    Float32.require("Huber", "delta", delta);
    if (!(delta > 0)) {
      throw new IllegalArgumentException(
          "Huber needs delta above 0, got %s; give the error from which on it grows in a line"
              .formatted(delta));
    }
  }

  /** With a delta of 1. */
  public Huber() {
    this(1);
  }

  @Override
  public Operand<TFloat32> ofEach(Ops tf, Operand<TFloat32> predicted, Operand<TFloat32> wanted) {
    Operand<TFloat32> limit = tf.constant((float) delta);
    Operand<TFloat32> half = tf.constant(0.5f);
    Operand<TFloat32> error = tf.math.sub(predicted, wanted);
    Operand<TFloat32> size = tf.math.abs(error);
    Operand<TBool> near = tf.math.lessEqual(size, limit);
    Operand<TFloat32> square = tf.math.mul(half, tf.math.square(error));
    Operand<TFloat32> line =
        tf.math.sub(tf.math.mul(limit, size), tf.math.mul(half, tf.math.square(limit)));
    return tf.select(near, square, line);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
