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
 * Orthogonal rows or columns times {@code gain} (Saxe et al. 2014); through TensorFlow Java's
 * framework.
 *
 * @param gain factor of the orthogonal matrix
 * @param seed the generator's seed; empty takes the next one of the run's stream
 */
@Keras(also = "OrthogonalInitializer")
public record Orthogonal(@KerasKey(orElse = "1.0") double gain, OptionalLong seed)
    implements Initializer {
  /**
   * @throws IllegalArgumentException if {@code gain} is none that float32 holds
   */
  public Orthogonal {
    Draw.requireSeed("Orthogonal", seed);
    Float32.require("Orthogonal", "gain", gain);
  }

  /** Gain 1, with the run's next seed. */
  public Orthogonal() {
    this(1, OptionalLong.empty());
  }

  /**
   * @throws IllegalArgumentException if {@code shape} has fewer than two sizes
   */
  @Override
  public Operand<TFloat32> values(Ops tf, Shape shape, LongSupplier seeds) {
    Operand<TFloat32> matrix =
        new org.tensorflow.framework.initializers.Orthogonal<TFloat32>(gain, seed.orElseGet(seeds))
            .call(tf, tf.constant(shape), TFloat32.class);
    return tf.reshape(matrix, tf.constant(shape));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
