package io.atelier.engine.layer.graph;

import io.atelier.engine.layer.Model;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The order in which Keras lists a functional model's layers, in its summary and its files: those
 * farthest from the outputs first, at one distance as they are met going back from the outputs
 * ({@code map_graph_network} in Keras' functional.py).
 */
public final class DepthOrder {
  private final Model model;
  private final BitSet finished = new BitSet();
  private final List<Integer> consumersLast = new ArrayList<>();
  private final Map<Integer, Integer> met = new HashMap<>();

  private DepthOrder(Model model) {
    this.model = model;
  }

  /**
   * {@return the places in order: below the number of inputs an input's, from there on those of the
   * layers}
   */
  public static List<Integer> of(Model model) {
    DepthOrder order = new DepthOrder(model);
    model.outputs().forEach(output -> order.visit(output.value()));
    int[] depths = order.depths();
    return IntStream.range(0, depths.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(place -> -depths[place]).thenComparing(order.met::get))
        .toList();
  }

  private void visit(int value) {
    if (finished.get(value)) {
      return;
    }
    met.putIfAbsent(place(value), met.size());
    sources(value).forEach(this::visit);
    finished.set(value);
    consumersLast.add(value);
  }

  /** The greatest number of steps from each layer to an output; a shared one's counts. */
  private int[] depths() {
    int[] ofValues = new int[model.inputs().size() + model.calls().size()];
    int[] ofPlaces = new int[model.inputs().size() + model.layers().size()];
    for (int i = consumersLast.size() - 1; i >= 0; i--) {
      int value = consumersLast.get(i);
      int depth = Math.max(ofValues[value], ofPlaces[place(value)]);
      ofPlaces[place(value)] = depth;
      sources(value).forEach(source -> ofValues[source] = Math.max(ofValues[source], depth + 1));
    }
    return ofPlaces;
  }

  private List<Integer> sources(int value) {
    int call = value - model.inputs().size();
    return call < 0 ? List.of() : model.calls().get(call).values();
  }

  private int place(int value) {
    int inputs = model.inputs().size();
    return value < inputs ? value : inputs + model.calls().get(value - inputs).layer();
  }
}
