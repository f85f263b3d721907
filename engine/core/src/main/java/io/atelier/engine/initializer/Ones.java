package io.atelier.engine.initializer;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import java.util.function.LongSupplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** One everywhere. */
@Keras(also = "one")
public record Ones() implements Initializer {
  @Override
  public Operand<TFloat32> values(Ops tf, Shape shape, LongSupplier seeds) {
    return new Constant(1).values(tf, shape, seeds);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
