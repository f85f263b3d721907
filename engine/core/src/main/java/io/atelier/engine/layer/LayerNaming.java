package io.atelier.engine.layer;

import io.atelier.engine.SnakeCase;
import java.util.HashMap;
import java.util.HashSet;
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

  /** {@return the name that {@link #numbered} will give} */
  public String next(String type) {
    String base = base(type);
    int number = numbered.getOrDefault(base, 0);
    return number == 0 ? base : base + "_" + number;
  }

  /**
   * {@return a name for a layer without one: dense, dense_1, dense_2 …}
   *
   * @param type of the layer; for one that Java has no name for, such as a lambda, {@code layer}
   */
  public String numbered(String type) {
    String name = next(type);
    numbered.merge(base(type), 1, Integer::sum);
    return claimed(name);
  }

  private static String base(String type) {
    return SnakeCase.of(type.matches("[A-Za-z][A-Za-z0-9_]*") ? type : "Layer");
  }
}
