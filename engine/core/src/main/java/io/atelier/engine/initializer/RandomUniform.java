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
 * Uniform in {@code [min, max)}.
 *
 * @param min smallest value
 * @param max above every value
 * @param seed the generator's seed; empty takes the next one of the run's stream
 */
@Keras(also = "uniform")
public record RandomUniform(
    @KerasKey(name = "minval", orElse = "-0.05") double min,
    @KerasKey(name = "maxval", orElse = "0.05") double max,
    OptionalLong seed)
    implements Initializer {
  /**
   * @throws IllegalArgumentException if {@code min} is not below {@code max}, also in float32, or
   *     float32 does not hold one of them or their difference
   */
  public RandomUniform {
    Draw.requireSeed("RandomUniform", seed);
    if (!(min < max)) {
      throw new IllegalArgumentException(
          "RandomUniform needs min < max, got " + min + " and " + max + "; swap or spread them");
    }
    Float32.require("RandomUniform", "min", min);
    Float32.require("RandomUniform", "max", max);
    if (!Float32.holds((float) max - (float) min) || (float) min == (float) max) {
      throw new IllegalArgumentException(
          "RandomUniform needs a max - min that float32 holds (1.2E-38 to 3.4E38), got "
              + min
              + " and "
              + max
              + "; spread them, or bring them closer");
    }
  }

  /** With the run's next seed. */
  public RandomUniform(double min, double max) {
    this(min, max, OptionalLong.empty());
  }

  /** With a seed of its own: always the same floats. */
  public RandomUniform(double min, double max, long seed) {
    this(min, max, OptionalLong.of(seed));
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Shape shape, LongSupplier seeds) {
    return new Draw(tf, shape, seed, seeds).uniform(min, max);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
