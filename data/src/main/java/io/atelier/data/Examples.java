package io.atelier.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Inputs and what a model should answer for them, example by example.
 *
 * <pre>{@code
 * Examples one = new Examples(images, labels);
 * Examples two = new Examples(Map.of("image", images, "size", sizes), labels);
 * }</pre>
 *
 * @param named what the model sees, {@code [n, ...]} each, by the name of the model's input; a
 *     model of one input takes the only one, whatever its name. Their order is kept and means
 *     nothing
 * @param targets what it should answer, {@code [n, ...]}; class labels are integers {@code [n]}
 */
public record Examples(Map<String, Values> named, Values targets) {
  /** The name of inputs that were given none. */
  public static final String INPUT = "input";

  /**
   * Pairs inputs with targets.
   *
   * @throws IllegalArgumentException if there are no inputs, or not as many of each as targets; if
   *     anything is null
   */
  public Examples {
    Given.required(named, "Examples", "inputs", "give what the model sees");
    Given.required(targets, "Examples", "targets", "give what the model should answer");
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "Examples needs at least one input, got none; give what the model sees");
    }
    var copy = new LinkedHashMap<String, Values>();
    for (Map.Entry<String, Values> each : named.entrySet()) {
      String name = Given.required(each.getKey(), "Examples", "a name", "name every input");
      Values inputs = Given.required(each.getValue(), "Examples", "inputs", "give " + name);
      if (inputs.count() != targets.count()) {
        throw new IllegalArgumentException(
            "Examples needs one target for each input, got %s inputs%s and %s targets; give both the same first dimension"
                .formatted(inputs.count(), named.size() > 1 ? " " + name : "", targets.count()));
      }
      copy.put(name, inputs);
    }
    named = Collections.unmodifiableMap(copy);
  }

  /** Pairs the inputs of a model of one input with targets. */
  public Examples(Values inputs, Values targets) {
    this(
        Map.of(INPUT, Given.required(inputs, "Examples", "inputs", "give what the model sees")),
        targets);
  }

  /**
   * {@return the inputs, of examples with one}
   *
   * @throws IllegalStateException if there are several
   */
  public Values inputs() {
    if (named.size() > 1) {
      throw new IllegalStateException(
          "Examples of inputs %s needs to be asked for one by name, got a call for its only one; use named()"
              .formatted(named.keySet()));
    }
    return named.values().iterator().next();
  }

  /** {@return the inputs, in order, and then the targets} */
  public List<Values> columns() {
    var columns = new ArrayList<>(named.values());
    columns.add(targets);
    return Collections.unmodifiableList(columns);
  }

  /** {@return how many examples there are} */
  public int size() {
    return targets.count();
  }

  /**
   * {@return these examples, in this order; as {@link Values#select}}
   *
   * @throws IndexOutOfBoundsException for a row outside {@code [0, size)}
   */
  public Examples select(int[] rows) {
    return with(inputs -> inputs.select(rows), targets.select(rows));
  }

  /**
   * {@return the examples {@code [from, to)}; as {@link Values#slice}}
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size}
   */
  public Examples slice(int from, int to) {
    return with(inputs -> inputs.slice(from, to), targets.slice(from, to));
  }

  /**
   * {@return the same examples with inputs of another shape, such as {@code [28, 28, 1]} for {@code
   * [784]}; the numbers are shared}
   *
   * @throws IllegalArgumentException unless an input keeps its number of elements
   * @throws IllegalStateException if there are inputs of several names
   */
  public Examples reshapeInputs(int... exampleShape) {
    Values reshaped = inputs().reshape(exampleShape);
    return with(inputs -> reshaped, targets);
  }

  private Examples with(UnaryOperator<Values> change, Values others) {
    var changed = new LinkedHashMap<String, Values>();
    named.forEach((name, inputs) -> changed.put(name, change.apply(inputs)));
    return new Examples(changed, others);
  }
}
