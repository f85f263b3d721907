package io.atelier.engine.layer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of the layers beside each other, in a model or in a layer: each its own, those that were
 * given none numbered as Keras does.
 */
public final class LayerNaming {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]*";

  private final String path;
  private final Map<String, Integer> numbered = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * No names yet.
   *
   * @param path of the layer around them, with a slash at the end; empty for a model
   */
  public LayerNaming(String path) {
    this.path = path;
  }

  /** {@return whether an operation of TensorFlow can have this name} */
  public static boolean fits(String name) {
    return name.matches(NAME);
  }

  /** {@return the layer's own name, or the next number of its type} */
  public String of(Layer layer) {
    return layer.name().map(this::claimed).orElseGet(() -> numbered(layer.type()));
  }

  /**
   * {@return a name that was given}
   *
   * @throws IllegalArgumentException if another has it, or it could not name an operation
   */
  String claimed(String name) {
    if (!fits(name)) {
      throw new IllegalArgumentException(
          "Layer needs a name of letters, digits, '_', '.' or '-', got \"%s\"; choose a name such as conv_1"
              .formatted(path + name));
    }
    if (!taken.add(name)) {
      throw new IllegalArgumentException(
          "Model needs layers of different names, got "
              + path
              + name
              + " twice; rename one of them");
    }
    return name;
  }

  /**
   * {@return a name for a layer without one: dense, dense_1, dense_2 …}
   *
   * @param type of the layer; for one that Java has no name for, such as a lambda, {@code layer}
   */
  String numbered(String type) {
    String base =
        (type.matches("[A-Za-z][A-Za-z0-9_]*") ? type : "Layer")
            .replaceAll("(.)([A-Z][a-z0-9]+)", "$1_$2")
            .replaceAll("([a-z])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT);
    int number = numbered.merge(base, 1, Integer::sum) - 1;
    return claimed(number == 0 ? base : base + "_" + number);
  }
}
