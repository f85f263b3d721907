package io.atelier.engine.initializer;

import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Normal.
 *
 * @param mean of the distribution, a number that float32 holds
 * @param deviation standard deviation, at least 0, a number that float32 holds
 * @param seed the generator's seed; empty takes the next one of the run's stream
 */
@Keras(also = "normal")
public record RandomNormal(
    @KerasKey(orElse = "0.0") double mean,
    @KerasKey(name = "stddev", orElse = "0.05") double deviation,
    OptionalLong seed)
    implements Initializer {
  /**
   * @throws IllegalArgumentException if {@code deviation} is negative, or a number is none that
   *     float32 holds
   */
  public RandomNormal {
    Draw.requireSeed("RandomNormal", seed);
    if (!(deviation >= 0)) {
      throw new IllegalArgumentException(
          "RandomNormal needs a deviation of at least 0, got " + deviation + "; give its size");
    }
    Float32.require("RandomNormal", "mean", mean);
    Float32.require("RandomNormal", "deviation", deviation);
  }

  /** With the run's next seed. */
  public RandomNormal(double mean, double deviation) {
    this(mean, deviation, OptionalLong.empty());
  }

  /** With a seed of its own: always the same floats. */
  public RandomNormal(double mean, double deviation, long seed) {
    this(mean, deviation, OptionalLong.of(seed));
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Shape shape, LongSupplier seeds) {
    return new Draw(tf, shape, seed, seeds).normal(mean, deviation);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
