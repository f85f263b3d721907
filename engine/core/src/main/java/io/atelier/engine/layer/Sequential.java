package io.atelier.engine.layer;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Layers one after another, used as one layer.
 *
 * @param layers at least one, first to last
 */
@Keras(module = "keras", ignored = "build_input_shape")
public record Sequential(List<Layer> layers) implements Layer {
  /**
   * @throws IllegalArgumentException if there is no layer
   */
  public Sequential {
    layers = Given.list(layers, "Sequential", "layers");
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("Sequential needs at least one layer, got none; add one");
    }
  }

  /** {@return the given layers one after another} */
  public static Sequential of(Layer... layers) {
    return new Sequential(Arrays.asList(layers));
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Operand<TFloat32> output = input;
    for (Layer layer : layers) {
      output = context.apply(layer, output);
    }
    return output;
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
