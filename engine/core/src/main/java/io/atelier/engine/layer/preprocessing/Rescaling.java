package io.atelier.engine.layer.preprocessing;

import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasForm;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * {@code x * numerator / denominator + offset}, computed in float64 and rounded once to float32:
 * the floats of a true division, as numpy's {@code x / 255.0} cast to float32 gives. (A float32
 * division by a constant would be rewritten by TensorFlow into a product with its reciprocal: trap
 * 11.) Keras' layer, {@code x * scale + offset}, rounds to float32 after each of both operations.
 *
 * @param numerator finite
 * @param denominator finite, not zero
 * @param offset finite
 */
@Keras(form = Rescaling.Scaled.class)
public record Rescaling(double numerator, double denominator, double offset) implements Layer {
  /**
   * @throws IllegalArgumentException if a number is not finite, the denominator is zero, or float32
   *     takes the factor for infinite or 0, or does not hold the offset
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
    Float32.require("Rescaling", "offset", offset);
  }

  /** Without an offset. */
  public Rescaling(double numerator, double denominator) {
    this(numerator, denominator, 0);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Operand<TFloat64> x = tf.dtypes.cast(input, TFloat64.class);
    if (numerator != 1) {
      x = tf.math.mul(x, tf.constant(numerator));
    }
    x = tf.math.div(x, tf.constant(denominator));
    if (offset != 0) {
      x = tf.math.add(x, tf.constant(offset));
    }
    return tf.dtypes.cast(x, TFloat32.class);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }

  /**
   * What Keras has instead of a fraction.
   *
   * @param scale that inputs are multiplied by
   * @param offset that is added
   */
  record Scaled(double scale, @KerasKey(orElse = "0.0") double offset) implements KerasForm {
    /** Fractions with larger numbers are taken as they are. */
    private static final int MOST = 1 << 20;

    Scaled(Rescaling layer) {
      this(layer.numerator / layer.denominator, layer.offset);
    }

    /**
     * Finds the fraction of the smallest whole numbers that is {@code scale} to the bit, by its
     * continued fraction: 1 / 255 for 0.00392156862745098.
     */
    @Override
    public Rescaling spec() {
      double rest = Math.abs(scale);
      double p = 1;
      double q = 0;
      double lastP = 0;
      double lastQ = 1;
      while (rest <= MOST) {
        double whole = Math.floor(rest);
        double nextP = whole * p + lastP;
        double nextQ = whole * q + lastQ;
        if (nextP > MOST || nextQ > MOST) {
          break;
        }
        if (nextP / nextQ == Math.abs(scale)) {
          return new Rescaling(Math.copySign(nextP, scale), nextQ, offset);
        }
        lastP = p;
        lastQ = q;
        p = nextP;
        q = nextQ;
        rest = 1 / (rest - whole);
      }
      return new Rescaling(scale, 1, offset);
    }
  }
}
