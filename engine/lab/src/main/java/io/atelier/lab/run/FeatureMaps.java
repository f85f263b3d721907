package io.atelier.lab.run;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.layer.Shared;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What a convolution of a trained network makes of images. */
public final class FeatureMaps {
  private static final String CONVOLUTION = "Conv2D";

  private FeatureMaps() {}

  /**
   * {@return the layers up to and including a convolution, as a network of their own}
   *
   * @param number of the convolution among the network's, from 1
   * @throws IllegalArgumentException if there is no such convolution
   */
  public static Model upTo(Model model, int number) {
    int[] places =
        IntStream.range(0, model.calls().size())
            .filter(place -> layer(model, place).type().equals(CONVOLUTION))
            .toArray();
    if (places.length == 0) {
      throw new IllegalArgumentException(
          "feature-maps needs a network with convolutions, got %s; name a run of a CNN"
              .formatted(model.name()));
    }
    if (number < 1 || number > places.length) {
      throw new IllegalArgumentException(
          "--layer needs a convolution of %s, 1 to %s, got %s"
              .formatted(model.name(), places.length, number));
    }
    return ending(model, places[number - 1]);
  }

  private static Layer layer(Model model, int call) {
    return model.layers().get(model.calls().get(call).layer());
  }

  /** {@return the calls that one needs, and itself: its layers keep the names of their weights} */
  private static Model ending(Model model, int call) {
    if (model.isChain()) {
      return new Model(model.name(), model.input(), model.layers().subList(0, call + 1));
    }
    List<String> names = model.layerNames();
    Map<Integer, Node> nodes = new HashMap<>();
    List<Node> inputs = new ArrayList<>();
    Map<Integer, Shared> layers = new HashMap<>();
    Set<Integer> needed = needed(model, call);
    for (int i = 0; i < model.inputs().size(); i++) {
      Model.NamedInput input = model.inputs().get(i);
      if (needed.contains(i)) {
        Node node = Node.input(input.name(), input.input());
        nodes.put(i, node);
        inputs.add(node);
      }
    }
    for (int i = 0; i <= call; i++) {
      int value = model.inputs().size() + i;
      if (needed.contains(value)) {
        int place = model.calls().get(i).layer();
        Shared layer =
            layers.computeIfAbsent(
                place, k -> new Shared(named(model.layers().get(k), names.get(k))));
        nodes.put(
            value,
            layer.of(model.calls().get(i).values().stream().map(nodes::get).toArray(Node[]::new)));
      }
    }
    return Model.of(model.name(), inputs, List.of(nodes.get(model.inputs().size() + call)));
  }

  private static Layer named(Layer layer, String name) {
    return layer.name().isPresent() ? layer : layer.named(name);
  }

  /** {@return the numbers of the values that a call needs, and of what it gives} */
  private static Set<Integer> needed(Model model, int call) {
    Set<Integer> needed = new HashSet<>(Set.of(model.inputs().size() + call));
    for (int i = call; i >= 0; i--) {
      if (needed.contains(model.inputs().size() + i)) {
        needed.addAll(model.calls().get(i).values());
      }
    }
    return needed;
  }

  /**
   * {@return the outputs, activation included, {@code [count, height, width, filters]}}
   *
   * @param part a network that {@link #upTo} cut off
   * @param weights the whole network's, by name
   * @param images as the network takes them
   */
  public static FloatValues of(
      Model part,
      Training training,
      Execution execution,
      Map<String, FloatValues> weights,
      Values images) {
    try (Program program =
        Program.compile(part, training, Optional.empty(), Optional.empty(), execution)) {
      Map<String, FloatValues> own = new HashMap<>(weights);
      own.keySet().retainAll(program.weights().keySet());
      program.setWeights(own);
      return program.outputs(images);
    }
  }
}
