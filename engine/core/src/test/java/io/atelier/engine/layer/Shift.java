package io.atelier.engine.layer;

import io.atelier.engine.Source;
import io.atelier.engine.initializer.Zeros;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Adds a learned constant to every channel: the README's example of a layer. */
public record Shift() implements Layer {
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = Shape.of(input.shape().get(-1));
    return context.tf().math.add(input, context.weight("shift", shape, new Zeros()));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
