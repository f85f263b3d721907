package io.atelier.engine.runtime.build;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.loss.Targets;
import io.atelier.engine.runtime.Training;
import java.util.OptionalLong;
import org.tensorflow.ndarray.Shape;

/**
 * Refuses examples that a model cannot be trained or evaluated on, before it costs anything.
 *
 * @param blueprint of the model
 * @param training whose loss and metrics say what targets they need
 */
public record ExamplesCheck(Blueprint blueprint, Training training) {

  /**
   * {@return examples that fit, with their inputs named and ordered as the model's}
   *
   * @param set what the examples are for, such as {@code training}
   * @throws IllegalArgumentException for other examples
   */
  public Examples ordered(String set, Examples examples) {
    Examples ordered = new ModelInputs(blueprint.model()).ordered(examples);
    require(set, ordered);
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
    Targets targets = new Targets(set, examples.targets());
    Shape output = blueprint.output(training).shape();
    training.loss().require(output, targets);
    training.metrics().forEach(metric -> metric.require(output, targets));
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
