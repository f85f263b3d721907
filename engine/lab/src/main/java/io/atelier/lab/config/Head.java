package io.atelier.lab.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.DataSet;
import io.atelier.engine.config.KerasConfig;
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

  private Head() {}

  /**
   * {@return a model with another head, of as many units as the data ask for; empty if its own has
   * them, or it has several outputs}
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
    int place = dense(model);
    List<String> names = model.layerNames();
    Layer head = model.layers().get(place);
    if (!head.trainable()) {
      throw new IllegalArgumentException(
          "--freeze needs to leave the last layer, whose weights begin anew for %s, got %s; leave it out of the pattern"
              .formatted(set.name(), names.get(place)));
    }
    List<Layer> layers = new ArrayList<>(model.layers());
    layers.set(place, sized(head, wanted, set.classes() > 0));
    return Optional.of(
        new Model(model.name(), model.inputs(), layers, model.calls(), model.outputs()));
  }

  private static long wanted(DataSet set) {
    return set.classes() > 0
        ? set.classes()
        : ((Task.Numbers) Task.of(set))
            .shape().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** A single sigmoid tells two classes; of several, softmax tells which. */
  private static Layer sized(Layer head, long units, boolean classes) {
    ObjectNode tree = (ObjectNode) KerasConfig.tree(head);
    ObjectNode config = (ObjectNode) tree.get("config");
    boolean single = config.path(UNITS).asLong() == 1;
    if (classes && single && config.path(ACTIVATION).asText().equals("sigmoid")) {
      config.put(ACTIVATION, "softmax");
    }
    config.put(UNITS, units);
    return KerasConfig.read(tree, Layer.class);
  }

  /** {@return the place of the layer that the only output comes from, behind activations alone} */
  private static int dense(Model model) {
    int offset = model.inputs().size();
    int value = model.outputs().get(0).value();
    while (value >= offset) {
      Model.Call call = model.calls().get(value - offset);
      String type = model.layers().get(call.layer()).type();
      if (type.equals("Dense")) {
        return call.layer();
      }
      if (!type.equals("Activation") && !type.equals("Softmax") && !type.equals("Dropout")) {
        break;
      }
      value = call.values().get(0);
    }
    throw new IllegalArgumentException(
        "--from needs a model that ends in a dense layer to give it other classes, got %s, which does not; give a model made of it, as MODEL"
            .formatted(model.name()));
  }
}
