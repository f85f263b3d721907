package io.atelier.engine.initializer;

import io.atelier.engine.Float32;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.function.LongSupplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The same value everywhere.
 *
 * @param value rounded to float32
 */
public record Constant(@KerasKey(orElse = "0.0") double value) implements Initializer {
  /**
   * @throws IllegalArgumentException if {@code value} is finite, and float32 takes it for infinite
   *     or 0
   */
  public Constant {
    if (Double.isFinite(value)) {
      Float32.require("Constant", "value", value);
    }
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Shape shape, LongSupplier seeds) {
    return tf.fill(tf.constant(shape), tf.constant((float) value));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
