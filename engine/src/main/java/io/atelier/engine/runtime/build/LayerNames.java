package io.atelier.engine.runtime.build;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tensorflow.ndarray.Shape;

/**
 * The names inside one layer (or the model): of its inner layers and of its weights. Together with
 * the names of the layers around it they name a weight in checkpoints and SavedModels, {@code
 * block/dense/kernel}.
 */
final class LayerNames {
  /** First parts of names under which the engine keeps what is not a weight. */
  private static final Set<String> RESERVED =
      Set.of("optimizer", "loss_scale", "epoch", "training");

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]*";

  private final String path;
  private final Map<String, Integer> numbered = new HashMap<>();
  private final Set<String> layers = new HashSet<>();
  private final Set<String> weights = new HashSet<>();

  /**
   * @param path of the layer, with a slash at the end; empty for the model
   */
  LayerNames(String path) {
    this.path = path;
  }

  /**
   * {@return the name of an inner layer that was given one}
   *
   * @throws IllegalArgumentException if another has it, or it could not name an operation
   */
  String claimed(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "Layer needs a name of letters, digits, '_', '.' or '-', got \"%s\"; choose a name such as conv_1"
              .formatted(path + name));
    }
    if (!layers.add(name)) {
      throw new IllegalArgumentException(
          "Model needs layers of different names, got "
              + path
              + name
              + " twice; rename one of them");
    }
    return name;
  }

  /**
   * {@return a name for an inner layer without one, numbered as Keras does: dense, dense_1, dense_2
   * …}
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

  /**
   * {@return the whole name of a weight}
   *
   * @throws IllegalArgumentException if the layer has one of this name, or it cannot be saved under
   *     it, or a size of it is unknown
   */
  String weight(String name, Shape shape) {
    String layer = layer();
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "%s needs weights named with letters, digits, '_', '.' or '-', got \"%s\"; choose a name such as kernel"
              .formatted(layer, name));
    }
    String first = path.split("/", 2)[0];
    if (RESERVED.contains(first)) {
      throw new IllegalArgumentException(
          "%s needs another name to have weights, got %s, under which the engine keeps its own values; rename the layer %s"
              .formatted(layer, path + name, first));
    }
    if (!weights.add(name)) {
      throw new IllegalArgumentException(
          "%s needs weights of different names, got %s twice; rename one of them, and build inner layers with context.apply"
              .formatted(layer, path + name));
    }
    if (shape.isUnknown() || shape.hasUnknownDimension() || shape.size() < 1) {
      throw new IllegalArgumentException(
          "%s needs weights of known sizes of at least 1, got %s of %s; give the model's input every size but the batch"
              .formatted(layer, path + name, shape));
    }
    return path + name;
  }

  /** {@return the layer in words: {@code Layer block/dense}} */
  String layer() {
    return path.isEmpty() ? "Model" : "Layer " + path.substring(0, path.length() - 1);
  }
}
