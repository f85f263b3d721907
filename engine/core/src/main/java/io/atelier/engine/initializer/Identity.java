package io.atelier.engine.initializer;

import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.function.LongSupplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A matrix with {@code gain} on its diagonal, zero elsewhere; through TensorFlow Java's framework.
 *
 * @param gain of the diagonal
 */
@Keras(also = "IdentityInitializer")
public record Identity(@KerasKey(orElse = "1.0") double gain) implements Initializer {
  /**
   * @throws IllegalArgumentException if {@code gain} is none that float32 holds
   */
  public Identity {
    Float32.require("Identity", "gain", gain);
  }

  /**
   * @throws IllegalArgumentException if {@code shape} is not a matrix
   */
  @Override
  public Operand<TFloat32> values(Ops tf, Shape shape, LongSupplier seeds) {
    return new org.tensorflow.framework.initializers.Identity<TFloat32>(gain)
        .call(tf, tf.constant(shape), TFloat32.class);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
