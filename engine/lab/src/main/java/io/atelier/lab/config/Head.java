package io.atelier.lab.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.DataSet;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.ActivationLayer;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.lab.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last dense layer of a model: what gives a number for each class, or number to predict. */
public final class Head {
  private static final String UNITS = "units";
  private static final String ACTIVATION = "activation";
  private static final String DROPOUT = "Dropout";

  private Head() {}

  /**
   * {@return a model with another head, of as many units as the data ask for; empty if its own has
   * them, or it has several outputs}
   *
   * <p>Numbers may be any: their head has no activation, and none stands behind it.
   *
   * @throws IllegalArgumentException if the model does not end in a dense layer, or that is frozen
   */
  public static Optional<Model> fitting(Model model, DataSet set) {
    if (model.outputs().size() > 1) {
      return Optional.empty();
    }
    long wanted = wanted(set);
    List<Long> outputs = Objective.outputs(model);
    boolean two = set.classes() == 2 && outputs.equals(List.of(1L));
    if (outputs.equals(List.of(wanted)) || outputs.isEmpty() || two) {
      return Optional.empty();
    }
    List<Integer> tail = tail(model);
    int place = tail.remove(tail.size() - 1);
    List<String> names = model.layerNames();
    Layer head = model.layers().get(place);
    if (!head.trainable()) {
      throw new IllegalArgumentException(
          "--freeze needs to leave the last layer, whose weights begin anew for %s, got %s; leave it out of the pattern"
              .formatted(set.name(), names.get(place)));
    }
    List<Layer> layers = new ArrayList<>(model.layers());
    boolean classes = set.classes() > 0;
    layers.set(place, sized(head, wanted, classes));
    if (!classes) {
      tail.forEach(behind -> layers.set(behind, linear(layers.get(behind))));
    }
    return Optional.of(
        new Model(model.name(), model.inputs(), layers, model.calls(), model.outputs()));
  }

  private static long wanted(DataSet set) {
    return set.classes() > 0
        ? set.classes()
        : ((Task.Numbers) Task.of(set))
            .shape().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** A single sigmoid tells two classes; of several, softmax tells which; numbers may be any. */
  private static Layer sized(Layer head, long units, boolean classes) {
    ObjectNode tree = (ObjectNode) KerasConfig.tree(head);
    ObjectNode config = (ObjectNode) tree.get("config");
    boolean single = config.path(UNITS).asLong() == 1;
    if (classes && single && config.path(ACTIVATION).asText().equals("sigmoid")) {
      config.put(ACTIVATION, "softmax");
    }
    if (!classes) {
      config.put(ACTIVATION, "linear");
    }
    config.put(UNITS, units);
    return KerasConfig.read(tree, Layer.class);
  }

  private static Layer linear(Layer layer) {
    if (layer.type().equals(DROPOUT)) {
      return layer;
    }
    ActivationLayer other = new ActivationLayer(Activation.LINEAR);
    return layer.name().<Layer>map(other::named).orElse(other);
  }

  /** {@return the places of the layers from the only output back to the dense one} */
  private static List<Integer> tail(Model model) {
    List<Integer> tail = new ArrayList<>();
    int offset = model.inputs().size();
    int value = model.outputs().get(0).value();
    while (value >= offset) {
      Model.Call call = model.calls().get(value - offset);
      String type = model.layers().get(call.layer()).type();
      tail.add(call.layer());
      if (type.equals("Dense")) {
        return tail;
      }
      if (!type.equals("Activation") && !type.equals("Softmax") && !type.equals(DROPOUT)) {
        break;
      }
      value = call.values().get(0);
    }
    throw new IllegalArgumentException(
        "--from needs a model that ends in a dense layer to give it other classes, got %s, which does not; give a model made of it, as MODEL"
            .formatted(model.name()));
  }
}
