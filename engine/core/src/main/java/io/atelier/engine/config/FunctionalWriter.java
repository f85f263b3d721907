package io.atelier.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Merge;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Model.NamedInput;
import io.atelier.engine.layer.Model.NamedOutput;
import io.atelier.engine.layer.graph.DepthOrder;
import io.atelier.engine.layer.graph.ModelShapes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a model as Keras 3's Functional.
 *
 * @param model what is written
 * @param writer of its layers
 * @param names of the inputs and layers
 * @param shapes of the values
 * @param calls of each layer, by their numbers
 */
record FunctionalWriter(
    Model model,
    SpecWriter writer,
    List<String> names,
    List<List<OptionalLong>> shapes,
    List<List<Integer>> calls) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static FunctionalWriter of(Model model, SpecWriter writer) {
    List<List<Integer>> calls = new ArrayList<>();
    model.layers().forEach(layer -> calls.add(new ArrayList<>()));
    for (int i = 0; i < model.calls().size(); i++) {
      calls.get(model.calls().get(i).layer()).add(i);
    }
    return new FunctionalWriter(
        model,
        writer,
        Stream.concat(model.inputs().stream().map(NamedInput::name), model.layerNames().stream())
            .toList(),
        ModelShapes.find().of(model),
        calls);
  }

  ObjectNode write() {
    ObjectNode config = NODES.objectNode();
    config.put("name", model.name()).put("trainable", true);
    ArrayNode layers = config.putArray("layers");
    int inputs = model.inputs().size();
    for (int place : places()) {
      layers.add(place < inputs ? input(place) : layer(place - inputs));
    }
    List<ArrayNode> first = IntStream.range(0, inputs).mapToObj(this::reference).toList();
    config.set("input_layers", ends(first));
    config.set("output_layers", outputs());
    ObjectNode object = NODES.objectNode();
    object.put("module", "keras.src.models.functional").put("class_name", "Functional");
    object.set("config", config);
    object.put("registered_name", "Functional");
    object.putObject("build_config").putNull("input_shape");
    return object;
  }

  /**
   * Keras' order, by the distance from the outputs, unless layers would be read, and so drawn and
   * numbered, in another order than the model's. Keras reads them in any order.
   */
  private List<Integer> places() {
    int inputs = model.inputs().size();
    List<Integer> keras = DepthOrder.of(model);
    List<Integer> own = IntStream.range(0, names.size()).boxed().toList();
    return keras.stream()
            .filter(place -> place >= inputs)
            .toList()
            .equals(own.subList(inputs, own.size()))
        ? keras
        : own;
  }

  private ObjectNode input(int number) {
    ObjectNode input = (ObjectNode) writer.spec(model.inputs().get(number).input());
    ObjectNode config = (ObjectNode) input.get("config");
    config.remove("name");
    config.put("name", names.get(number));
    input.put("name", names.get(number)).putArray("inbound_nodes");
    return input;
  }

  private ObjectNode layer(int number) {
    Layer layer = model.layers().get(number);
    ObjectNode object = (ObjectNode) writer.value(layer);
    object.put("name", names.get(model.inputs().size() + number));
    ArrayNode nodes = object.putArray("inbound_nodes");
    for (int call : calls.get(number)) {
      List<Integer> values = model.calls().get(call).values();
      ObjectNode node = nodes.addObject();
      ArrayNode args = node.putArray("args");
      boolean several = LayerWriter.unwrapped(layer) instanceof Merge || values.size() > 1;
      ArrayNode taken = several ? args.addArray() : args;
      values.forEach(value -> taken.add(tensor(value)));
      node.putObject("kwargs");
    }
    return object;
  }

  private ObjectNode tensor(int value) {
    ObjectNode tensor = NODES.objectNode();
    tensor.put("class_name", "__keras_tensor__");
    ObjectNode config = tensor.putObject("config");
    config.set("shape", writer.value(shapes.get(value)));
    config.set(
        "dtype",
        value < model.inputs().size()
            ? writer.value(model.inputs().get(value).input().element())
            : NODES.textNode("float32"));
    config.set("keras_history", reference(value));
    return tensor;
  }

  private ArrayNode reference(int value) {
    int call = value - model.inputs().size();
    if (call < 0) {
      return NODES.arrayNode().add(names.get(value)).add(0).add(0);
    }
    int layer = model.calls().get(call).layer();
    return NODES
        .arrayNode()
        .add(names.get(model.inputs().size() + layer))
        .add(calls.get(layer).indexOf(call))
        .add(0);
  }

  /** One alone, or a list. */
  private static ArrayNode ends(List<ArrayNode> references) {
    return references.size() == 1 ? references.get(0) : NODES.arrayNode().addAll(references);
  }

  /** By name where an output is not called as the layer that gives it. */
  private JsonNode outputs() {
    List<ArrayNode> references =
        model.outputs().stream().map(output -> reference(output.value())).toList();
    ObjectNode named = NODES.objectNode();
    boolean plain = true;
    for (int i = 0; i < references.size(); i++) {
      NamedOutput output = model.outputs().get(i);
      named.set(output.name(), references.get(i));
      plain &= output.name().equals(references.get(i).get(0).textValue());
    }
    return plain ? ends(references) : named;
  }
}
