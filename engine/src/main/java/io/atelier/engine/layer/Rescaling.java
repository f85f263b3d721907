package io.atelier.engine.layer;

import io.atelier.engine.Float32;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * {@code x * numerator / denominator}, computed in float64 and rounded once to float32: the floats
 * of a true division, as numpy's {@code x / 255.0} cast to float32 gives. (A float32 division by a
 * constant would be rewritten by TensorFlow into a product with its reciprocal: trap 11.)
 *
 * @param numerator finite
 * @param denominator finite, not zero
 */
public record Rescaling(double numerator, double denominator) implements Layer {
  /**
   * @throws IllegalArgumentException if a number is not finite, the denominator is zero, or float32
   *     takes the factor for infinite or 0
   */
  public Rescaling {
    if (!Double.isFinite(numerator) || !Double.isFinite(denominator) || denominator == 0) {
      throw new IllegalArgumentException(
          "Rescaling needs finite numbers and a denominator that is not 0, got "
              + numerator
              + "/"
              + denominator
              + "; for bytes to [0, 1] use new Rescaling(1, 255)");
    }
    double factor = numerator / denominator;
    if (!Float32.holds(factor) || (factor == 0 && numerator != 0)) {
      throw new IllegalArgumentException(
          "Rescaling needs a factor that float32 holds (1.2E-38 to 3.4E38 in size), got "
              + numerator
              + "/"
              + denominator
              + "; for bytes to [0, 1] use new Rescaling(1, 255)");
    }
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Operand<TFloat64> x = tf.dtypes.cast(input, TFloat64.class);
    if (numerator != 1) {
      x = tf.math.mul(x, tf.constant(numerator));
    }
    return tf.dtypes.cast(tf.math.div(x, tf.constant(denominator)), TFloat32.class);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
