package io.atelier.engine.initializer;

import io.atelier.engine.Float32;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Normal, drawn again beyond two standard deviations.
 *
 * @param mean of the distribution, a number that float32 holds
 * @param deviation standard deviation before the cut, at least 0, a number that float32 holds
 * @param seed the generator's seed; empty takes the next one of the run's stream
 */
public record TruncatedNormal(
    @KerasKey(orElse = "0.0") double mean,
    @KerasKey(name = "stddev", orElse = "0.05") double deviation,
    OptionalLong seed)
    implements Initializer {
  /**
   * @throws IllegalArgumentException if {@code deviation} is negative, or a number is none that
   *     float32 holds
   */
  public TruncatedNormal {
    Draw.requireSeed("TruncatedNormal", seed);
    if (!(deviation >= 0)) {
      throw new IllegalArgumentException(
          "TruncatedNormal needs a deviation of at least 0, got " + deviation + "; give its size");
    }
    Float32.require("TruncatedNormal", "mean", mean);
    Float32.require("TruncatedNormal", "deviation", deviation);
  }

  /** With the run's next seed. */
  public TruncatedNormal(double mean, double deviation) {
    this(mean, deviation, OptionalLong.empty());
  }

  /** With a seed of its own: always the same floats. */
  public TruncatedNormal(double mean, double deviation, long seed) {
    this(mean, deviation, OptionalLong.of(seed));
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Shape shape, LongSupplier seeds) {
    return new Draw(tf, shape, seed, seeds).truncatedNormal(mean, deviation);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
