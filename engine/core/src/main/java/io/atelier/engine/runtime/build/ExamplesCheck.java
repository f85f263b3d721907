package io.atelier.engine.runtime.build;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.loss.Targets;
import io.atelier.engine.runtime.ClassWeights;
import io.atelier.engine.runtime.Goal;
import io.atelier.engine.runtime.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.tensorflow.ndarray.Shape;

/**
 * Refuses examples that a model cannot be trained or evaluated on, before it costs anything.
 *
 * @param blueprint of the model
 * @param training whose loss and metrics say what targets they need
 */
public record ExamplesCheck(Blueprint blueprint, Training training) {
  /** What examples to train on are called. */
  public static final String TRAINING = "training";

  /**
   * {@return examples that fit, with their inputs named and ordered as the model's}
   *
   * @param set what the examples are for, such as {@code training}
   * @throws IllegalArgumentException for other examples
   */
  public Examples ordered(String set, Examples examples) {
    Examples ordered = new ModelInputs(blueprint.model()).ordered(examples);
    Examples fitting =
        new Examples(ordered.named(), wanted(set, ordered.wanted()), ordered.weights());
    require(set, fitting);
    return fitting;
  }

  /** The targets of each goal, in order. */
  private Map<String, Values> wanted(String set, Map<String, Values> given) {
    List<String> names = training.goals().stream().map(Goal::output).toList();
    if (names.isEmpty() && given.size() == 1) {
      return given;
    }
    List<String> needed =
        names.isEmpty() ? List.of(training.output().orElse(Examples.TARGET)) : names;
    if (!given.keySet().containsAll(needed)
        || (!names.isEmpty() && given.size() != needed.size())) {
      throw new IllegalArgumentException(
          "Model %s needs %s targets for its outputs %s, got some for %s; give each by its name"
              .formatted(blueprint.model().name(), set, needed, given.keySet()));
    }
    Map<String, Values> ordered = new LinkedHashMap<>();
    needed.forEach(name -> ordered.put(name, given.get(name)));
    return ordered;
  }

  /**
   * Requires at least one example, finite inputs, and targets that fit.
   *
   * @param set what the examples are for, such as {@code training}
   * @throws IllegalArgumentException for other examples
   */
  public void require(String set, Examples examples) {
    String name = blueprint.model().name();
    if (examples.size() == 0) {
      throw new IllegalArgumentException(
          "Model %s needs at least 1 %s example, got none; give it some".formatted(name, set));
    }
    boolean several = examples.named().size() > 1;
    examples
        .named()
        .forEach(
            (input, values) ->
                requireFinite(name, set + " inputs" + (several ? " " + input : ""), values));
    List<Values> wanted = List.copyOf(examples.wanted().values());
    List<Integer> places = blueprint.places(training);
    for (int i = 0; i < places.size(); i++) {
      Goal goal = training.each().get(i);
      Targets targets = new Targets(set, wanted.get(i));
      Shape output = blueprint.outputs().get(places.get(i)).shape();
      goal.loss().require(output, targets);
      goal.metrics().forEach(metric -> metric.require(output, targets));
      training.weightedMetrics().forEach(metric -> metric.require(output, targets));
      training.classWeights().require(output, targets);
    }
    if (set.equals(TRAINING)) {
      training.mixUp().ifPresent(mixUp -> mixUp.require(blueprint.model(), training, examples));
    }
    if (examples.weights().isPresent()
        && !training.classWeights().equals(ClassWeights.NONE)
        && set.equals(TRAINING)) {
      throw new IllegalArgumentException(
          "Training needs weights of classes or of examples, got both; multiply them, and give the examples' alone");
    }
  }

  private static void requireFinite(String name, String what, Values inputs) {
    OptionalLong wrong =
        inputs instanceof FloatValues ? inputs.firstNot(Double::isFinite) : OptionalLong.empty();
    if (wrong.isPresent()) {
      throw new IllegalArgumentException(
          "Model %s needs finite inputs, got %s at %s of the %s; remove such examples or correct them"
              .formatted(
                  name,
                  (float) inputs.number(wrong.getAsLong()),
                  inputs.indices(wrong.getAsLong()),
                  what));
    }
  }
}
