package io.atelier.engine.layer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses what is no model, by name. */
record ModelCheck(
    String model,
    List<Model.NamedInput> inputs,
    List<Layer> layers,
    List<Model.Call> calls,
    List<Model.NamedOutput> outputs) {

  static void requireModelName(String name) {
    if (name == null || !name.matches("[A-Za-z0-9_.-]+")) {
      throw new IllegalArgumentException(
          "Model needs a name of letters, digits, '_', '.' or '-', got %s; choose a name such as my-cnn"
              .formatted(name == null ? null : '"' + name + '"'));
    }
  }

  /**
   * @param what is named, {@code input}
   */
  static void requireName(String what, String name) {
    if (name == null || !LayerNaming.fits(name)) {
      throw new IllegalArgumentException(
          "Model needs an %s named with letters, digits, '_', '.' or '-', got %s; choose a name such as image"
              .formatted(what, name == null ? null : '"' + name + '"'));
    }
  }

  static IllegalArgumentException withoutLayers(String model) {
    return new IllegalArgumentException(
        "Model " + model + " needs at least one layer, got none; add one");
  }

  /** {@return the layers' names; the inputs' are taken} */
  static List<String> layerNames(List<Model.NamedInput> inputs, List<Layer> layers) {
    LayerNaming naming = new LayerNaming("");
    inputs.forEach(input -> naming.claimed(input.name()));
    return layers.stream().map(naming::of).toList();
  }

  /** {@return the names of the layers that give the outputs} */
  static List<String> outputNames(
      String model,
      List<Model.NamedInput> inputs,
      List<Layer> layers,
      List<Model.Call> calls,
      List<Integer> values) {
    List<String> names = layerNames(inputs, layers);
    List<String> outputs = new ArrayList<>();
    for (int value : values) {
      requireMade(model, inputs, value);
      outputs.add(names.get(calls.get(value - inputs.size()).layer()));
    }
    return outputs;
  }

  private static void requireMade(String model, List<Model.NamedInput> inputs, int value) {
    if (value < inputs.size()) {
      throw new IllegalArgumentException(
          "Model %s needs outputs that layers give, got its input %s; put a layer between"
              .formatted(model, inputs.get(value).name()));
    }
  }

  void require() {
    if (layers.isEmpty()) {
      throw withoutLayers(model);
    }
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "Model %s needs at least one input and one output, got %s and %s; give the nodes it begins and ends with"
              .formatted(model, inputs.size(), outputs.size()));
    }
    layerNames(inputs, layers);
    requireCalls();
    requireOutputs();
    requireUsed();
  }

  private void requireCalls() {
    int known = 0;
    for (int i = 0; i < calls.size(); i++) {
      Model.Call call = calls.get(i);
      if (call.layer() < 0 || call.layer() > known || call.layer() >= layers.size()) {
        throw new IllegalArgumentException(
            "Model %s needs layers in the order of their first calls, got layer %s at call %s; make the model of nodes"
                .formatted(model, call.layer(), i));
      }
      known = Math.max(known, call.layer() + 1);
      for (int value : call.values()) {
        if (value < 0 || value >= inputs.size() + i) {
          throw new IllegalArgumentException(
              "Model %s needs calls that take values made before them, got value %s for %s at call %s, which gives value %s; a model has no cycles"
                  .formatted(model, value, layers.get(call.layer()).type(), i, inputs.size() + i));
        }
      }
    }
    if (known < layers.size()) {
      throw unused("layer " + layerNames(inputs, layers).get(known));
    }
  }

  private void requireOutputs() {
    Set<String> names = new HashSet<>();
    for (Model.NamedOutput output : outputs) {
      if (output.value() < 0 || output.value() >= inputs.size() + calls.size()) {
        throw new IllegalArgumentException(
            "Model %s needs outputs among its %s values, got value %s as output %s; give one that a call gives"
                .formatted(model, inputs.size() + calls.size(), output.value(), output.name()));
      }
      requireMade(model, inputs, output.value());
      if (!names.add(output.name())) {
        throw new IllegalArgumentException(
            "Model %s needs outputs of different names, got %s twice; name the layers that give them, or use withOutputNames"
                .formatted(model, output.name()));
      }
    }
  }

  private void requireUsed() {
    BitSet used = new BitSet();
    outputs.forEach(output -> used.set(output.value()));
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (!used.get(inputs.size() + i)) {
        throw unused("call %s of layer %s".formatted(i, calls.get(i).layer()));
      }
      calls.get(i).values().forEach(used::set);
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (!used.get(i)) {
        throw unused("input " + inputs.get(i).name());
      }
    }
  }

  private IllegalArgumentException unused(String what) {
    return new IllegalArgumentException(
        "Model %s needs everything in it to lead to an output, got %s, which does not; leave it out or use it"
            .formatted(model, what));
  }
}
