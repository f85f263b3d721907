package io.atelier.engine.layer.normalization;

import io.atelier.engine.Float32;
import io.atelier.engine.layer.Normalized;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Mean and variance, of a kept axis each.
 *
 * @param variance mean of the squared distances from the mean
 */
public record Moments(Operand<TFloat32> mean, Operand<TFloat32> variance) {
  /** {@return the moments along axes, which stay with size 1} */
  public static Moments of(Ops tf, Operand<TFloat32> x, int... axes) {
    Operand<TInt32> along = tf.constant(axes);
    Operand<TFloat32> mean = tf.math.mean(x, along, Mean.keepDims(true));
    Operand<TFloat32> distance = tf.math.squaredDifference(x, tf.stopGradient(mean));
    return new Moments(mean, tf.math.mean(distance, along, Mean.keepDims(true)));
  }

  /**
   * {@return {@code (x - mean) / sqrt(variance + epsilon) * gamma + beta}, as a product and a sum:
   * {@code x * f + (beta - mean * f)} with {@code f = gamma / sqrt(variance + epsilon)}}
   *
   * @param gamma null for 1
   * @param beta null for 0
   */
  public Operand<TFloat32> applied(
      Ops tf,
      Operand<TFloat32> x,
      double epsilon,
      Operand<TFloat32> gamma,
      Operand<TFloat32> beta) {
    Operand<TFloat32> factor = tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon)));
    if (gamma != null) {
      factor = tf.math.mul(factor, gamma);
    }
    Operand<TFloat32> shift = tf.math.neg(tf.math.mul(mean, factor));
    if (beta != null) {
      shift = tf.math.add(shift, beta);
    }
    return tf.math.add(tf.math.mul(x, factor), shift);
  }

  /**
   * {@return a batch with every channel at the given scale and offset}
   *
   * @param input {@code [batch, ..., channels]}
   * @param scale {@code [channels]}
   * @param offset {@code [channels]}
   */
  public static Normalized normalized(
      Ops tf,
      Operand<TFloat32> input,
      Operand<TFloat32> scale,
      Operand<TFloat32> offset,
      double epsilon) {
    int channels = input.shape().numDimensions() - 1;
    Moments moments = of(tf, input, IntStream.range(0, channels).toArray());
    return new Normalized(
        moments.applied(tf, input, epsilon, scale, offset),
        tf.reshape(moments.mean(), tf.array(-1)),
        tf.reshape(moments.variance(), tf.array(-1)));
  }

  /** Requires a small positive number that float32 holds. */
  static void requireEpsilon(String who, double epsilon) {
    if (!(epsilon > 0 && Double.isFinite(epsilon))) {
      throw new IllegalArgumentException(
          "%s needs a positive, finite epsilon, got %s; use 0.001 if unsure"
              .formatted(who, epsilon));
    }
    Float32.require(who, "epsilon", epsilon);
  }
}
