package io.atelier.engine.layer;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Row-major reshape of {@code [batch, ...]} to {@code [batch, features]}. */
@Keras(fixed = "data_format: 'channels_last'")
public record Flatten() implements Layer {
  /**
   * @throws IllegalArgumentException if the size of an example is unknown
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = input.shape();
    Shape example = shape.isUnknown() || shape.isScalar() ? Shape.unknown() : shape.tail();
    if (example.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "Flatten needs examples of known size, got "
              + LayerShapes.text(shape)
              + "; give the model's input every size but the batch");
    }
    return context.tf().reshape(input, context.tf().array(-1, (int) example.size()));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
