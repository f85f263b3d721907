package io.atelier.engine.initializer;

import io.atelier.engine.Source;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Uniform in {@code [-limit, limit)}, {@code limit = sqrt(6 / (fanIn + fanOut))} (Glorot and Bengio
 * 2010; Keras 2.12, {@code initializers.py:843-876}).
 *
 * @param seed the generator's seed; empty takes the next one of the run's stream
 */
public record GlorotUniform(OptionalLong seed) implements Initializer {
  /**
   * @throws IllegalArgumentException if {@code seed} is null
   */
  public GlorotUniform {
    Draw.requireSeed("GlorotUniform", seed);
  }

  /** With the run's next seed. */
  public GlorotUniform() {
    this(OptionalLong.empty());
  }

  /** With a seed of its own: always the same floats. */
  public GlorotUniform(long seed) {
    this(OptionalLong.of(seed));
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Shape shape, LongSupplier seeds) {
    return new VarianceScaling(1, Fan.AVERAGE, Distribution.UNIFORM, seed).values(tf, shape, seeds);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
