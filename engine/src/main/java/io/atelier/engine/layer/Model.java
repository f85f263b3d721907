package io.atelier.engine.layer;

import io.atelier.engine.Source;
import java.util.List;

/**
 * A network: an input and the layers it passes through.
 *
 * @param name letters, digits, {@code _ . -}
 * @param input what the first layer takes
 * @param layers at least one, first to last
 */
public record Model(String name, Input input, List<Layer> layers) {
  /**
   * @throws IllegalArgumentException if there is no layer
   */
  public Model {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "Model " + name + " needs at least one layer, got none; add one");
    }
  }

  /** {@return a model of the given layers} */
  public static Model of(String name, Input input, Layer... layers) {
    return new Model(name, input, List.of(layers));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
