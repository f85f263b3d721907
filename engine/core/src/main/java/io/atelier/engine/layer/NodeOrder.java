package io.atelier.engine.layer;

import io.atelier.data.Given;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts nodes into the normal form of a {@link Model}: layers in the order in which they were first
 * called, and their calls in {@link CallOrder}.
 */
final class NodeOrder {
  private final String model;
  private final List<Model.NamedInput> inputs = new ArrayList<>();
  private final List<Layer> layers = new ArrayList<>();
  private final List<Model.Call> calls = new ArrayList<>();

  /** The place of each node's value, and of each layer; by identity, which is theirs. */
  private final IdentityHashMap<Node, Integer> values = new IdentityHashMap<>();

  private final IdentityHashMap<Shared, Integer> places = new IdentityHashMap<>();

  private NodeOrder(String model) {
    this.model = model;
  }

  /**
   * {@return the model from inputs to outputs}
   *
   * @throws IllegalArgumentException if the outputs are not made of these inputs, and of all
   */
  static Model of(String model, List<Node> inputs, List<Node> outputs) {
    String who = "Model " + model;
    NodeOrder order = new NodeOrder(model);
    order.add(Given.list(inputs, who, "input nodes"));
    List<Node> ends = Given.list(outputs, who, "output nodes");
    for (Node node : arranged(order.behind(ends))) {
      order.call(node);
    }
    List<Integer> places = ends.stream().map(order.values::get).toList();
    List<String> names =
        ModelCheck.outputNames(model, order.inputs, order.layers, order.calls, places);
    List<Model.NamedOutput> named = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      named.add(new Model.NamedOutput(names.get(i), places.get(i)));
    }
    return new Model(model, order.inputs, order.layers, order.calls, named);
  }

  private void add(List<Node> given) {
    LayerNaming names = new LayerNaming("");
    for (Node node : given) {
      if (node.input().isEmpty()) {
        throw new IllegalArgumentException(
            "Model %s needs inputs made with Node.input, got %s; give the nodes it begins with"
                .formatted(model, node));
      }
      if (values.put(node, values.size()) != null) {
        throw new IllegalArgumentException(
            "Model %s needs each input once, got %s twice; leave one out".formatted(model, node));
      }
      inputs.add(
          new Model.NamedInput(
              node.name().orElseGet(() -> names.numbered("InputLayer")), node.input().get()));
    }
  }

  /** {@return all calls that the outputs are made of, the first made first} */
  private List<Node> behind(List<Node> outputs) {
    Set<Node> found = new LinkedHashSet<>();
    Deque<Node> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node.call().isEmpty() && !values.containsKey(node)) {
        throw new IllegalArgumentException(
            "Model %s needs to be given all inputs that its outputs are made of, got none for %s; add it to the inputs"
                .formatted(model, node));
      }
      if (node.call().isPresent() && found.add(node)) {
        open.addAll(node.inputs());
      }
    }
    return found.stream().sorted(Comparator.comparingLong(Node::number)).toList();
  }

  /** {@return the same in the one order of a model's calls} */
  private static List<Node> arranged(List<Node> made) {
    IdentityHashMap<Node, Integer> numbers = new IdentityHashMap<>();
    IdentityHashMap<Shared, Integer> ranks = new IdentityHashMap<>();
    List<Integer> layers = new ArrayList<>();
    List<List<Integer>> takes = new ArrayList<>();
    for (Node node : made) {
      Shared layer = node.call().orElseThrow();
      ranks.putIfAbsent(layer, ranks.size());
      layers.add(ranks.get(layer));
      takes.add(node.inputs().stream().filter(numbers::containsKey).map(numbers::get).toList());
      numbers.put(node, numbers.size());
    }
    return CallOrder.of(layers, takes).stream().map(made::get).toList();
  }

  private void call(Node node) {
    Shared shared = node.call().orElseThrow();
    int place =
        places.computeIfAbsent(
            shared,
            each -> {
              layers.add(each.layer());
              return layers.size() - 1;
            });
    calls.add(new Model.Call(place, node.inputs().stream().map(values::get).toList()));
    values.put(node, values.size());
  }
}
