package io.atelier.engine.runtime.build;

import io.atelier.data.Examples;
import io.atelier.data.Given;
import io.atelier.data.Values;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TNumber;

/** What a model is given, against what it takes. */
public record ModelInputs(Model model) {

  /**
   * {@return the examples with inputs named and ordered as the model's}
   *
   * @throws IllegalArgumentException as {@link #ordered(Map)}
   */
  public Examples ordered(Examples examples) {
    return new Examples(ordered(examples.named()), examples.wanted(), examples.weights());
  }

  /**
   * {@return values for each of the model's inputs, in its order} A model of one input takes the
   * only values there are, whatever their name.
   *
   * @throws IllegalArgumentException if one is missing or unknown, or is of another type or shape,
   *     or they are not as many; for null
   */
  public Map<String, Values> ordered(Map<String, Values> given) {
    Given.required(given, who(), "inputs", "give values [count, ...]");
    List<String> names = model.inputs().stream().map(Model.NamedInput::name).toList();
    Map<String, Values> ordered = new LinkedHashMap<>();
    boolean single = names.size() == 1 && given.size() == 1;
    if (!single && !given.keySet().equals(new HashSet<>(names))) {
      throw new IllegalArgumentException(
          "%s needs values for its inputs %s, got some for %s; give each by its name"
              .formatted(who(), names, given.keySet()));
    }
    for (Model.NamedInput named : model.inputs()) {
      Values values = single ? given.values().iterator().next() : given.get(named.name());
      require(named, values);
      ordered.put(named.name(), values);
    }
    requireCounts(ordered);
    return ordered;
  }

  private void requireCounts(Map<String, Values> ordered) {
    int count = ordered.values().iterator().next().count();
    if (ordered.values().stream().anyMatch(values -> values.count() != count)) {
      throw new IllegalArgumentException(
          "%s needs as many of each input, got %s; give one of each for every example"
              .formatted(who(), ordered));
    }
  }

  private void require(Model.NamedInput named, Values values) {
    String who = model.inputs().size() == 1 ? who() : who() + ", input " + named.name() + ",";
    Given.required(values, who, "inputs", "give values [count, ...]");
    Input input = named.input();
    Class<? extends TNumber> type = Network.type(input);
    Shape wanted = input.shape();
    Shape shape = Tensors.shape(values);
    if (Tensors.type(values).equals(type) && shape.tail().equals(wanted)) {
      return;
    }
    if (shape.equals(wanted)) {
      throw new IllegalArgumentException(
          "%s needs a batch of inputs of %s, got one of %s without the batch's axis; give it the shape %s"
              .formatted(
                  who,
                  text(type, Shape.of(Shape.UNKNOWN_SIZE).append(wanted)),
                  text(Tensors.type(values), shape),
                  Shape.of(1).append(wanted)));
    }
    throw new IllegalArgumentException(
        "%s needs inputs of %s, got %s; reshape or convert the examples"
            .formatted(who, text(type, wanted), text(Tensors.type(values), shape.tail())));
  }

  private String who() {
    return "Model " + model.name();
  }

  private static String text(Class<? extends TNumber> type, Shape shape) {
    return type.getSimpleName().substring(1) + " " + shape.toString().replace("-1", "count");
  }
}
