package io.atelier.engine.initializer;

import io.atelier.engine.Source;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Normal cut off at two standard deviations, of variance {@code 2 / fanIn} (He et al. 2015; Keras
 * 2.12, {@code initializers.py}).
 *
 * @param seed the generator's seed; empty takes the next one of the run's stream
 */
public record HeNormal(OptionalLong seed) implements Initializer {
  /**
   * @throws IllegalArgumentException if {@code seed} is null
   */
  public HeNormal {
    Draw.requireSeed("HeNormal", seed);
  }

  /** With the run's next seed. */
  public HeNormal() {
    this(OptionalLong.empty());
  }

  /** With a seed of its own: always the same floats. */
  public HeNormal(long seed) {
    this(OptionalLong.of(seed));
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Shape shape, LongSupplier seeds) {
    return new VarianceScaling(2, Fan.IN, Distribution.TRUNCATED_NORMAL, seed)
        .values(tf, shape, seeds);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
