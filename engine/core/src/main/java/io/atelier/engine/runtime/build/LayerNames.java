package io.atelier.engine.runtime.build;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerNaming;
import java.util.HashSet;
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

  private final String path;
  private final LayerNaming layers;
  private final Set<String> weights = new HashSet<>();

  /**
   * @param path of the layer, with a slash at the end; empty for the model
   */
  LayerNames(String path) {
    this.path = path;
    this.layers = new LayerNaming(path);
  }

  /** {@return the name of an inner layer} */
  String of(Layer layer) {
    return layers.of(layer);
  }

  /**
   * {@return the whole name of a weight}
   *
   * @throws IllegalArgumentException if the layer has one of this name, or it cannot be saved under
   *     it, or a size of it is unknown
   */
  String weight(String name, Shape shape) {
    String layer = layer();
    if (!LayerNaming.fits(name)) {
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

  /**
   * {@return the whole name of a state that the layer has asked for}
   *
   * @throws IllegalArgumentException if it has not
   */
  String state(String name) {
    if (!weights.contains(name)) {
      throw new IllegalArgumentException(
          "%s needs a state to update, got %s, which it has not asked for; call context.state(\"%s\", …) first"
              .formatted(layer(), path + name, name));
    }
    return path + name;
  }

  /** {@return the layer in words: {@code Layer block/dense}} */
  String layer() {
    return path.isEmpty() ? "Model" : "Layer " + path.substring(0, path.length() - 1);
  }
}
