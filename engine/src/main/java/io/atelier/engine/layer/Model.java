package io.atelier.engine.layer;

import io.atelier.engine.Given;
import io.atelier.engine.Source;
import java.util.Arrays;
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
   * @throws IllegalArgumentException if there is no layer or no input, or the name has other
   *     characters
   */
  public Model {
    if (name == null || !name.matches("[A-Za-z0-9_.-]+")) {
      throw new IllegalArgumentException(
          "Model needs a name of letters, digits, '_', '.' or '-', got %s; choose a name such as my-cnn"
              .formatted(name == null ? null : '"' + name + '"'));
    }
    Given.required(input, "Model " + name, "an input", "give one such as Input.bytes(28, 28, 1)");
    layers = Given.list(layers, "Model " + name, "layers");
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "Model " + name + " needs at least one layer, got none; add one");
    }
  }

  /** {@return a model of the given layers} */
  public static Model of(String name, Input input, Layer... layers) {
    return new Model(name, input, Arrays.asList(layers));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
