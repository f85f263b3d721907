package io.atelier.engine.config;

import com.fasterxml.jackson.databind.node.TextNode;
import io.atelier.engine.config.json.Place;
import io.atelier.engine.config.spec.Kind;
import io.atelier.engine.layer.CallOrder;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Model.Call;
import io.atelier.engine.layer.Model.NamedInput;
import io.atelier.engine.layer.Model.NamedOutput;
import io.atelier.engine.layer.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a model as Keras' Functional: layers, each with what it is called with, and which of them
 * are inputs and outputs.
 */
final class FunctionalForm {
  private static final Kind INPUT = Kind.of(Input.class).orElseThrow();
  private static final Kind LAYER = Kind.of(Layer.class).orElseThrow();
  private static final Set<String> KEYS =
      Set.of("name", "trainable", "layers", "input_layers", "output_layers");

  private final Place config;
  private final SpecReader reader;
  private final Map<String, LayerCalls> layers;
  private final List<Map.Entry<String, Reference>> outputs;
  private final List<NamedInput> inputs = new ArrayList<>();

  /** Of each input its number; of each layer that of its first call, in the file's order. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final List<LayerCalls> called = new ArrayList<>();

  private FunctionalForm(Place config, SpecReader reader) {
    this.config = config;
    this.reader = reader;
    for (String key : config.keys()) {
      if (key.equals("dtype")) {
        DtypePolicy.require("Functional", config.at(key));
      } else if (!KEYS.contains(key)) {
        Unknown.require("Functional", key, config.at(key), KEYS.stream().sorted().toList());
      }
    }
    this.layers = LayerCalls.read(config.at("layers"));
    readInputs(Reference.ends(config.at("input_layers")));
    this.outputs = Reference.ends(config.at("output_layers"));
    for (LayerCalls layer : layers.values()) {
      if (!layer.isInput()) {
        numbers.put(layer.name(), called.size());
        layer.calls().forEach(call -> called.add(layer));
      }
    }
  }

  /** {@return whether models of a class are read here; Keras before 2.4 called it Model} */
  static boolean is(String className) {
    return className.equals("Functional") || className.equals("Model");
  }

  /** {@return the model of a config} */
  static Model read(Place config, SpecReader reader, boolean frozen) {
    return new FunctionalForm(config, reader).model(frozen);
  }

  /** {@return a model that is used as a layer, if it is a chain} */
  static Layer nested(Found found, SpecReader reader) {
    Model model = read(found.config(), reader, false);
    if (!model.isChain() || model.input().element() != Input.Element.FLOAT) {
      throw found
          .place()
          .wrong(
              "a model used as a layer needs to be a chain of layers that takes float32, got the graph %s; put its layers into the model around it"
                  .formatted(model.name()));
    }
    return new Sequential(model.layers());
  }

  private void readInputs(List<Map.Entry<String, Reference>> ends) {
    for (Map.Entry<String, Reference> end : ends) {
      Reference reference = end.getValue();
      LayerCalls layer = found(reference);
      if (!layer.isInput() || reference.call() != 0) {
        throw reference.place().needs("an InputLayer's first call", "name one of the InputLayers");
      }
      if (!end.getKey().equals(layer.name())) {
        throw reference
            .place()
            .needs(
                "the input to be called " + TextNode.valueOf(end.getKey()) + ", as the key says",
                "give both one name");
      }
      if (numbers.put(layer.name(), inputs.size()) != null) {
        throw reference.place().needs("each input once", "leave one out");
      }
      try {
        inputs.add(
            new NamedInput(layer.name(), (Input) reader.spec(Input.class, INPUT, layer.place())));
      } catch (IllegalArgumentException e) {
        throw e.getMessage().startsWith(layer.place().path() + ".")
            ? e
            : layer.place().wrong(e.getMessage());
      }
    }
    for (LayerCalls layer : layers.values()) {
      if (layer.isInput() && !numbers.containsKey(layer.name())) {
        throw layer
            .place()
            .wrong(
                "input %s needs to be among input_layers, got none of that name; add it there, or leave the layer out"
                    .formatted(layer.name()));
      }
    }
  }

  private LayerCalls found(Reference reference) {
    LayerCalls layer = layers.get(reference.layer());
    if (layer == null) {
      throw reference
          .place()
          .needs(
              "the name of a layer of this model",
              "the nearest is " + Specs.nearest(List.copyOf(layers.keySet()), reference.layer()));
    }
    return layer;
  }

  /**
   * {@return the number of a value: below the number of inputs one of those, from there on what the
   * layers give in the file's order}
   */
  private int value(Reference reference, List<Reference> beside) {
    LayerCalls layer = found(reference);
    int most = layer.isInput() ? 1 : layer.calls().size();
    int call = reference.call() - layer.first(beside);
    if (call < 0 || call >= most) {
      throw reference
          .place()
          .wrong(
              "it needs one of the %s calls of %s, which are counted from 0, got %s; use a call that is there"
                  .formatted(most, reference.layer(), reference.call()));
    }
    return numbers.get(layer.name()) + call + (layer.isInput() ? 0 : inputs.size());
  }

  private Model model(boolean frozen) {
    List<Reference> ends = outputs.stream().map(Map.Entry::getValue).toList();
    List<Reference> taken = new ArrayList<>();
    layers.values().forEach(layer -> layer.calls().forEach(taken::addAll));
    if (layers.values().stream().noneMatch(LayerCalls::keras3)) {
      // Keras 2 counts calls in one way, Keras 3 in another where outputs are concerned.
      taken.addAll(ends);
      ends = taken;
    }
    List<List<Integer>> values = new ArrayList<>();
    for (LayerCalls layer : layers.values()) {
      layer
          .calls()
          .forEach(call -> values.add(call.stream().map(each -> value(each, taken)).toList()));
    }
    List<Integer> order = order(values);
    int[] numbered = new int[inputs.size() + order.size()];
    Arrays.setAll(numbered, value -> value);
    for (int i = 0; i < order.size(); i++) {
      numbered[inputs.size() + order.get(i)] = inputs.size() + i;
    }
    Map<String, Integer> places = new HashMap<>();
    List<Layer> read = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    for (int call : order) {
      LayerCalls layer = called.get(call);
      if (places.putIfAbsent(layer.name(), read.size()) == null) {
        Layer spec = (Layer) reader.spec(Layer.class, LAYER, layer.place());
        read.add(frozen && spec.trainable() ? spec.frozen() : spec);
      }
      calls.add(
          new Call(
              places.get(layer.name()),
              values.get(call).stream().map(value -> numbered[value]).toList()));
    }
    List<Integer> given = new ArrayList<>();
    for (Map.Entry<String, Reference> end : outputs) {
      given.add(numbered[value(end.getValue(), ends)]);
    }
    String name = name();
    try {
      List<NamedOutput> named = new ArrayList<>();
      for (int i = 0; i < given.size(); i++) {
        named.add(new NamedOutput(outputs.get(i).getKey(), given.get(i)));
      }
      return new Model(name, inputs, read, calls, named);
    } catch (IllegalArgumentException e) {
      throw config.wrong(e.getMessage());
    }
  }

  private String name() {
    Place name = config.at("name");
    return name.isEmpty() ? "functional" : ValueReader.text(name);
  }

  private List<Integer> order(List<List<Integer>> values) {
    List<List<Integer>> takes =
        values.stream()
            .map(
                taken ->
                    taken.stream()
                        .filter(value -> value >= inputs.size())
                        .map(value -> value - inputs.size())
                        .toList())
            .toList();
    List<Integer> order =
        CallOrder.of(called.stream().map(layer -> numbers.get(layer.name())).toList(), takes);
    Set<Integer> made = Set.copyOf(order);
    for (int call = 0; call < called.size(); call++) {
      if (!made.contains(call)) {
        throw called
            .get(call)
            .place()
            .wrong(
                "%s needs values that can be made before it, got some that are made of what it gives; a model has no cycles"
                    .formatted(called.get(call).name()));
      }
    }
    return order;
  }
}
