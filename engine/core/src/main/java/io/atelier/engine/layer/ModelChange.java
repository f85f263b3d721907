package io.atelier.engine.layer;

import io.atelier.data.Given;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Models made of a model, for fine-tuning. The layers that stay keep their names, and so their
 * weights.
 *
 * @param model that is left as it is
 */
record ModelChange(Model model) {
  /** {@return the model with the layers of some names frozen} */
  Model frozen(String... patterns) {
    return changed(patterns, ModelChange::frozen);
  }

  /** As files have it: a name around what is frozen. */
  private static Layer frozen(Layer layer) {
    if (layer instanceof Named named) {
      return new Named(named.givenName(), frozen(named.layer()));
    }
    return layer.trainable() ? layer.frozen() : layer;
  }

  /** {@return the model with the layers of some names no longer frozen} */
  Model trainable(String... patterns) {
    return changed(patterns, ModelChange::thawed);
  }

  private static Layer thawed(Layer layer) {
    if (layer instanceof Frozen frozen) {
      return thawed(frozen.layer());
    }
    return layer instanceof Named named
        ? new Named(named.givenName(), thawed(named.layer()))
        : layer;
  }

  private Model changed(String[] patterns, UnaryOperator<Layer> change) {
    Given.required(patterns, "Model " + model.name(), "names", "give at least one such as conv*");
    List<String> names = model.layerNames();
    List<Layer> layers = new ArrayList<>(model.layers());
    for (String pattern : patterns) {
      Pattern wanted = glob(pattern);
      boolean found = false;
      for (int i = 0; i < names.size(); i++) {
        if (wanted.matcher(names.get(i)).matches()) {
          found = true;
          layers.set(i, change.apply(layers.get(i)));
        }
      }
      if (!found) {
        throw none(pattern, names);
      }
    }
    return new Model(model.name(), model.inputs(), layers, model.calls(), model.outputs());
  }

  private static Pattern glob(String pattern) {
    Given.required(pattern, "Model", "the name of a layer", "give one such as conv*");
    String expression =
        pattern
            .chars()
            .mapToObj(
                letter ->
                    letter == '*'
                        ? ".*"
                        : letter == '?' ? "." : Pattern.quote(Character.toString(letter)))
            .collect(Collectors.joining());
    return Pattern.compile(expression);
  }

  private IllegalArgumentException none(String pattern, List<String> names) {
    return new IllegalArgumentException(
        "Model %s needs the name of one of its layers %s, * for any letters, got %s; see 'summary'"
            .formatted(model.name(), names, pattern));
  }

  /** {@return the model up to a layer, with others behind it} */
  Model upTo(String name, Layer... behind) {
    Given.required(name, "Model " + model.name(), "the name of a layer", "see layerNames()");
    Given.required(behind, "Model " + model.name(), "layers", "give none, or some");
    List<Layer> others = Given.list(Arrays.asList(behind), "Model " + model.name(), "layers");
    List<String> names = model.layerNames();
    if (!names.contains(name)) {
      throw none(name, names);
    }
    int call = lastCall(names.indexOf(name));
    int offset = model.inputs().size();
    TreeSet<Integer> needed = new TreeSet<>(List.of(offset + call));
    for (int i = call; i >= 0; i--) {
      if (needed.contains(offset + i)) {
        needed.addAll(model.calls().get(i).values());
      }
    }
    return new Part(needed).model(others);
  }

  private int lastCall(int layer) {
    int last = -1;
    for (int i = 0; i < model.calls().size(); i++) {
      last = model.calls().get(i).layer() == layer ? i : last;
    }
    return last;
  }

  /** The values of the model that are needed, by their old numbers, and their new ones. */
  private final class Part {
    private final Map<Integer, Integer> values = new LinkedHashMap<>();
    private final Map<Integer, Integer> layers = new LinkedHashMap<>();
    private final List<Model.Call> calls = new ArrayList<>();
    private final List<Model.NamedInput> inputs = new ArrayList<>();

    Part(SortedSet<Integer> needed) {
      int offset = model.inputs().size();
      for (int value : needed) {
        int number = values.size();
        if (value < offset) {
          inputs.add(model.inputs().get(value));
        } else {
          Model.Call call = model.calls().get(value - offset);
          int layer = layers.computeIfAbsent(call.layer(), old -> layers.size());
          calls.add(new Model.Call(layer, call.values().stream().map(values::get).toList()));
        }
        values.put(value, number);
      }
    }

    Model model(List<Layer> behind) {
      List<Layer> all = new ArrayList<>(kept());
      int last = values.size() - 1;
      for (Layer layer : behind) {
        calls.add(new Model.Call(all.size(), List.of(last)));
        all.add(layer);
        last++;
      }
      List<String> names = ModelCheck.layerNames(inputs, all);
      String output = names.get(calls.get(calls.size() - 1).layer());
      return new Model(
          model.name(), inputs, all, calls, List.of(new Model.NamedOutput(output, last)));
    }

    /** Under the names they had: where a layer before them is gone, they would count anew. */
    private List<Layer> kept() {
      List<Layer> own = layers.keySet().stream().map(old -> model.layers().get(old)).toList();
      List<String> before =
          layers.keySet().stream().map(old -> model.layerNames().get(old)).toList();
      if (ModelCheck.layerNames(inputs, own).equals(before)) {
        return own;
      }
      List<Layer> named = new ArrayList<>();
      for (int i = 0; i < own.size(); i++) {
        Layer layer = own.get(i);
        named.add(layer.name().isPresent() ? layer : layer.named(before.get(i)));
      }
      return named;
    }
  }
}
