package io.atelier.engine.runtime;

import io.atelier.data.Examples;
import io.atelier.data.Given;
import io.atelier.engine.layer.Model;
import java.util.Optional;

/** Refuses null where a program is asked for something. */
final class Asked {
  private Asked() {}

  /**
   * Requires all that a program is made of.
   *
   * @throws IllegalArgumentException if one is null
   */
  static void compile(
      Model model,
      Training training,
      Optional<Examples> train,
      Optional<Examples> validation,
      Execution execution) {
    String who = "Program";
    String none = "use Optional.empty() for none";
    Given.required(model, who, "a model", "make one with Model.of");
    Given.required(training, who, "a training", "use Training.of(new Adam(0.001), 32) if unsure");
    Given.required(train, who, "training examples or none", none);
    Given.required(validation, who, "validation examples or none", none);
    Given.required(execution, who, "an execution", "use Execution.AUTO if unsure");
  }

  /**
   * {@return examples}
   *
   * @param set what they are for, such as {@code training}
   * @throws IllegalArgumentException if they are null
   */
  static Examples examples(String set, Examples examples) {
    String what = set + " examples";
    Given.required(examples, "Program", what, "pair inputs with targets in new Examples");
    return examples;
  }
}
