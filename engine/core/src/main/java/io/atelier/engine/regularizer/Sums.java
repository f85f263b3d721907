package io.atelier.engine.regularizer;

import io.atelier.engine.Float32;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What the regularizers share. */
final class Sums {
  private Sums() {}

  /** {@return {@code factor * sum(|weight|)}} */
  static Operand<TFloat32> ofSizes(Ops tf, double factor, Operand<TFloat32> weight) {
    return of(tf, factor, tf.math.abs(weight));
  }

  /** {@return {@code factor * sum(weight^2)}} */
  static Operand<TFloat32> ofSquares(Ops tf, double factor, Operand<TFloat32> weight) {
    return of(tf, factor, tf.math.square(weight));
  }

  private static Operand<TFloat32> of(Ops tf, double factor, Operand<TFloat32> terms) {
    int[] axes = IntStream.range(0, terms.shape().numDimensions()).toArray();
    return tf.math.mul(tf.constant((float) factor), tf.reduceSum(terms, tf.constant(axes)));
  }

  /** Requires a factor of at least 0 that float32 holds. */
  static void requireFactor(String who, String what, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s needs a finite %s of at least 0, got %s; give a small one such as 0.0001"
              .formatted(who, what, value));
    }
    Float32.require(who, what, value);
  }
}
