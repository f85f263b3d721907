package io.atelier.engine.training;

import io.atelier.data.Given;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an epoch gave.
 *
 * @param epoch 0-based
 * @param training means over the epoch, with dropout and while the weights moved, as Keras reports
 * @param validation after the epoch's last step; empty without validation examples
 * @param learningRate rate of the epoch's last step that moved the weights; where mixed precision
 *     skipped all of them, the rate of the step that would be next
 * @param took training and validation together
 */
public record EpochResult(
    int epoch, Scores training, Optional<Scores> validation, double learningRate, Duration took) {
  /** What the name of a quantity of the validation examples begins with. */
  public static final String VALIDATED = "val_";

  /** The name of the learning rate among the quantities, as Keras 3 reports it. */
  public static final String LEARNING_RATE = "learning_rate";

  /**
   * @throws IllegalArgumentException if anything is null
   */
  public EpochResult {
    Given.required(training, "EpochResult", "training scores", "give the means over the epoch");
    Given.required(
        validation, "EpochResult", "validation scores or none", "use Optional.empty() for none");
    Given.required(took, "EpochResult", "a duration", "use Duration.ZERO if it is not known");
  }

  /**
   * {@return a quantity by Keras' name: {@code loss}, {@code accuracy}, {@code val_loss} …, or
   * {@code learning_rate}; empty if there is no validation}
   */
  public Optional<Double> quantity(String name) {
    Given.required(name, "EpochResult", "the name of a quantity", "give one such as val_loss");
    if (name.equals(LEARNING_RATE)) {
      return Optional.of(learningRate);
    }
    return name.startsWith(VALIDATED)
        ? validation.map(scores -> scores.metric(name.substring(VALIDATED.length())))
        : Optional.of(training.metric(name));
  }

  /** {@return the names of all its quantities: {@code loss, accuracy, val_loss} …} */
  public List<String> quantities() {
    return validation.isEmpty()
        ? training.names("")
        : Stream.concat(training.names("").stream(), validation.get().names(VALIDATED).stream())
            .toList();
  }
}
