package io.atelier.engine.initializer;

import io.atelier.data.Given;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Keras' stateless draws (Keras 2.12, {@code backend.py:2002-2180}). */
final class Draw {
  /** Standard deviation of a standard normal cut off at two: {@code scipy.stats.truncnorm}. */
  private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

  private final Ops tf;
  private final Operand<TInt64> shape;
  private final Operand<TInt64> seed;

  Draw(Ops tf, Shape shape, OptionalLong own, LongSupplier seeds) {
    this.tf = tf;
    this.shape = tf.constant(shape);
    this.seed = tf.array(own.orElseGet(seeds), 0L);
  }

  /** Refuses null; what stands for no seed is an empty one. */
  static void requireSeed(String who, OptionalLong seed) {
    Given.required(seed, who, "a seed or none", "use OptionalLong.empty() for the run's next seed");
  }

  /** Uniform in {@code [-limit, limit)} with the given variance: {@code limit = sqrt(3 v)}. */
  Operand<TFloat32> uniformOfVariance(double variance) {
    double limit = Math.sqrt(3 * variance);
    return uniform(-limit, limit);
  }

  /** Uniform in {@code [min, max)}: {@code u * (max - min) + min} in float32. */
  Operand<TFloat32> uniform(double min, double max) {
    Operand<TFloat32> unit = tf.random.statelessRandomUniform(shape, seed, TFloat32.class);
    return affine(unit, (float) max - (float) min, (float) min);
  }

  /** Normal, cut off at two standard deviations, with the given variance after the cut. */
  Operand<TFloat32> truncatedOfVariance(double variance) {
    return truncatedNormal(0, Math.sqrt(variance) / TRUNCATED_DEVIATION);
  }

  /** Normal, cut off at two standard deviations of the uncut distribution. */
  Operand<TFloat32> truncatedNormal(double mean, double deviation) {
    Operand<TFloat32> unit = tf.random.statelessTruncatedNormal(shape, seed, TFloat32.class);
    return affine(unit, (float) deviation, (float) mean);
  }

  /** Normal. */
  Operand<TFloat32> normal(double mean, double deviation) {
    Operand<TFloat32> unit = tf.random.statelessRandomNormal(shape, seed, TFloat32.class);
    return affine(unit, (float) deviation, (float) mean);
  }

  private Operand<TFloat32> affine(Operand<TFloat32> x, float scale, float shift) {
    return tf.math.add(tf.math.mul(x, tf.constant(scale)), tf.constant(shift));
  }
}
