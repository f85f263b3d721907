package io.atelier.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Inputs and what a model should answer for them, example by example.
 *
 * <pre>{@code
 * Examples one = new Examples(images, labels);
 * Examples two = new Examples(Map.of("image", images, "size", sizes), labels);
 * Examples rare = one.weighed(FloatValues.of(weights, weights.length));
 * Examples both = new Examples(Map.of("image", images), Map.of("kind", labels, "price", prices));
 * }</pre>
 *
 * @param named what the model sees, {@code [n, ...]} each, by the name of the model's input; a
 *     model of one input takes the only one, whatever its name. Their order is kept and means
 *     nothing
 * @param wanted what it should answer, {@code [n, ...]} each, by the name of the model's output; a
 *     model that is trained on one output takes the only one, whatever its name. Class labels are
 *     integers {@code [n]}
 * @param weights how much each example counts in a loss, {@code [n]} finite numbers from 0; empty
 *     where all count 1
 */
public record Examples(
    Map<String, Values> named, Map<String, Values> wanted, Optional<Values> weights) {
  /** The name of inputs that were given none. */
  public static final String INPUT = "input";

  /** The name of targets that were given none. */
  public static final String TARGET = "target";

  /**
   * Pairs inputs with targets.
   *
   * @throws IllegalArgumentException if there are no inputs or no targets, or not as many of each;
   *     if weights are not one number from 0 for each example; if anything is null
   */
  public Examples {
    Given.required(named, "Examples", "inputs", "give what the model sees");
    Given.required(wanted, "Examples", "targets", "give what the model should answer");
    Given.required(weights, "Examples", "weights or none", "use Optional.empty() for none");
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "Examples needs at least one input, got none; give what the model sees");
    }
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "Examples needs targets, got none; give what the model should answer");
    }
    var answers = new LinkedHashMap<String, Values>();
    for (Map.Entry<String, Values> each : wanted.entrySet()) {
      String name = Given.required(each.getKey(), "Examples", "a name", "name every target");
      answers.put(name, Given.required(each.getValue(), "Examples", "targets", "give " + name));
    }
    wanted = Collections.unmodifiableMap(answers);
    Values targets = wanted.values().iterator().next();
    for (Map.Entry<String, Values> each : wanted.entrySet()) {
      if (each.getValue().count() != targets.count()) {
        throw new IllegalArgumentException(
            "Examples needs as many of all targets, got %s of %s and %s of %s; give all the same first dimension"
                .formatted(
                    targets.count(),
                    wanted.keySet().iterator().next(),
                    each.getValue().count(),
                    each.getKey()));
      }
    }
    weights.ifPresent(own -> requireWeights(own, targets.count()));
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

  private static void requireWeights(Values weights, int count) {
    if (weights.shape().size() != 1 || weights.count() != count) {
      throw new IllegalArgumentException(
          "Examples needs one weight for each of %s examples, got weights %s; give a list of as many numbers"
              .formatted(count, weights.shape()));
    }
    OptionalLong wrong = weights.firstNot(weight -> weight >= 0 && Double.isFinite(weight));
    if (wrong.isPresent()) {
      throw new IllegalArgumentException(
          "Examples needs finite weights from 0, got %s for example %s; give 0 to what is not to count"
              .formatted(weights.number(wrong.getAsLong()), wrong.getAsLong()));
    }
  }

  /** Pairs inputs with the targets of one output. */
  public Examples(Map<String, Values> named, Values targets) {
    this(
        named,
        Map.of(
            TARGET,
            Given.required(targets, "Examples", "targets", "give what the model should answer")),
        Optional.empty());
  }

  /** Pairs inputs with the targets of each output, by its name. */
  public Examples(Map<String, Values> named, Map<String, Values> wanted) {
    this(named, wanted, Optional.empty());
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

  /**
   * {@return the targets, of examples with those of one output}
   *
   * @throws IllegalStateException if there are several
   */
  public Values targets() {
    if (wanted.size() > 1) {
      throw new IllegalStateException(
          "Examples of targets %s needs to be asked for one by name, got a call for its only one; use wanted()"
              .formatted(wanted.keySet()));
    }
    return wanted.values().iterator().next();
  }

  /** {@return the inputs, in order, then the targets, and then the weights if there are some} */
  public List<Values> columns() {
    var columns = new ArrayList<>(named.values());
    columns.addAll(wanted.values());
    weights.ifPresent(columns::add);
    return Collections.unmodifiableList(columns);
  }

  /** {@return how many examples there are} */
  public int size() {
    return wanted.values().iterator().next().count();
  }

  /**
   * {@return these examples, in this order; as {@link Values#select}}
   *
   * @throws IndexOutOfBoundsException for a row outside {@code [0, size)}
   */
  public Examples select(int[] rows) {
    return with(values -> values.select(rows));
  }

  /**
   * {@return the examples {@code [from, to)}; as {@link Values#slice}}
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size}
   */
  public Examples slice(int from, int to) {
    return with(values -> values.slice(from, to));
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
    return new Examples(changed(named, inputs -> reshaped), wanted, weights);
  }

  /**
   * {@return the same examples with other targets of one output}
   *
   * @throws IllegalArgumentException unless there is one for each
   */
  public Examples withTargets(Values others) {
    Given.required(others, "Examples", "targets", "give what the model should answer");
    return new Examples(named, Map.of(TARGET, others), weights);
  }

  /**
   * {@return the same examples, each counting as much as its weight in losses}
   *
   * @param others {@code [n]}, finite numbers from 0
   * @throws IllegalArgumentException for others
   */
  public Examples weighed(Values others) {
    return new Examples(
        named,
        wanted,
        Optional.of(Given.required(others, "Examples", "weights", "give one for each example")));
  }

  private Examples with(UnaryOperator<Values> change) {
    return new Examples(changed(named, change), changed(wanted, change), weights.map(change));
  }

  private static Map<String, Values> changed(
      Map<String, Values> values, UnaryOperator<Values> change) {
    var changed = new LinkedHashMap<String, Values>();
    values.forEach((name, each) -> changed.put(name, change.apply(each)));
    return changed;
  }
}
