package io.atelier.lab.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.lab.setting.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Changes something in all layers of a model at once. */
public final class ModelEdit {
  private static final Set<String> SCALING = Set.of("Rescaling", "Normalization");

  private ModelEdit() {}

  /**
   * {@return a chain of layers with dropout before every dense layer, and none elsewhere}
   *
   * @param rate in [0, 1); 0 for no dropout
   * @throws IllegalArgumentException for another rate, or a model that is no chain
   */
  public static Model dropout(Model model, double rate) {
    Bound.DROPOUT.require(rate);
    Bound.requireFloat32("--dropout", "a rate", rate);
    if (!model.isChain()) {
      throw new IllegalArgumentException(
          "--dropout needs a model that is a chain of layers, got %s, a graph; set the rates in its file"
              .formatted(model.name()));
    }
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : model.layers()) {
      boolean dense = layer.type().equals("Dense");
      if (dense && rate > 0) {
        layers.add(new Dropout(rate));
      }
      if (!layer.type().equals("Dropout")) {
        layers.add(layer);
      }
    }
    return new Model(model.name(), model.input(), layers);
  }

  /** {@return the rate of a model's first dropout layer; 0 without} */
  public static double dropout(Model model) {
    return model.layers().stream()
        .flatMap(
            layer -> layer instanceof Dropout dropout ? Stream.of(dropout.rate()) : Stream.of())
        .findFirst()
        .orElse(0.0);
  }

  /** {@return a model in which every kernel begins as this initializer says} */
  public static Model kernels(Model model, Initializer initializer) {
    JsonNode tree = KerasConfig.tree(model);
    JsonNode written = KerasConfig.tree(initializer);
    for (JsonNode config : tree.findParents("kernel_initializer")) {
      ((ObjectNode) config).set("kernel_initializer", written);
    }
    return KerasConfig.read(tree, Model.class);
  }

  /**
   * {@return a model of one input that takes bytes where it took floats, as Keras does when it is
   * given them: 0 to 255, as floats}
   */
  public static Model takingBytes(Model model) {
    Model.NamedInput first = model.inputs().get(0);
    if (model.inputs().size() > 1 || first.input().element() != Input.Element.FLOAT) {
      return model;
    }
    Input bytes = new Input(Input.Element.BYTE, first.input().shape());
    return new Model(
        model.name(),
        List.of(new Model.NamedInput(first.name(), bytes)),
        model.layers(),
        model.calls(),
        model.outputs());
  }

  /** {@return whether a model scales what it is given} */
  public static boolean scales(Model model) {
    return model.layers().stream().anyMatch(layer -> SCALING.contains(layer.type()));
  }
}
