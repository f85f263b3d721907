package io.atelier.engine.runtime;

import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.graph.DepthOrder;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.LayerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/**
 * The rows of a summary of a graph of layers: name and type, output shape, parameters, the calls of
 * other layers that it takes, and whether training may move it.
 */
record ConnectedRows(Blueprint blueprint) {

  /** {@return the rows, in the order in which Keras lists layers} */
  List<List<String>> rows() {
    int inputs = model().inputs().size();
    return DepthOrder.of(model()).stream()
        .map(place -> place < inputs ? input(model().inputs().get(place)) : layer(place - inputs))
        .toList();
  }

  private Model model() {
    return blueprint.model();
  }

  private static List<String> input(Model.NamedInput named) {
    Shape shape = Shape.of(Shape.UNKNOWN_SIZE).append(named.input().shape());
    return List.of(
        named.name() + " (InputLayer)", "[" + ModelSummary.shape(shape) + "]", "0", "[]", "Y");
  }

  private List<String> layer(int layer) {
    List<Integer> calls = calls(layer);
    LayerRow row = blueprint.rows().get(calls.get(0));
    // As text: shapes with an unknown size are equal to none.
    List<String> shapes =
        calls.stream()
            .map(call -> ModelSummary.shape(blueprint.rows().get(call).output()))
            .distinct()
            .toList();
    return List.of(
        row.name() + " (" + row.type() + ")",
        shapes.size() == 1 ? shapes.get(0) : "multiple",
        Long.toString(row.parameters()),
        connections(calls),
        row.trainable() ? "Y" : "N");
  }

  private List<Integer> calls(int layer) {
    return IntStream.range(0, model().calls().size())
        .filter(call -> model().calls().get(call).layer() == layer)
        .boxed()
        .toList();
  }

  private String connections(List<Integer> calls) {
    List<String> connections = new ArrayList<>();
    for (int call : calls) {
      model().calls().get(call).values().forEach(value -> connections.add(source(value)));
    }
    return connections.stream().collect(Collectors.joining("', '", "['", "']"));
  }

  /** Which call of which layer, and the place of its output there, of which each has one. */
  private String source(int value) {
    int call = value - model().inputs().size();
    if (call < 0) {
      return model().inputs().get(value).name() + "[0][0]";
    }
    List<Integer> calls = calls(model().calls().get(call).layer());
    return blueprint.rows().get(call).name() + "[" + calls.indexOf(call) + "][0]";
  }
}
