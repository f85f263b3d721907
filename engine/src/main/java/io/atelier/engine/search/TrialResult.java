package io.atelier.engine.search;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;

/**
 * What a trial has given so far: the numbers of its last epoch.
 *
 * @param epochs finished
 * @param loss on the training examples
 * @param accuracy on the training examples
 * @param validationLoss after the epoch
 * @param validationAccuracy after the epoch
 * @param seconds of all epochs, validation included
 */
public record TrialResult(
    int epochs,
    double loss,
    double accuracy,
    double validationLoss,
    double validationAccuracy,
    double seconds) {

  /**
   * {@return the result of a training}
   *
   * @throws IllegalArgumentException if it was not validated
   */
  public static TrialResult of(History history) {
    EpochResult last = history.last();
    Scores validation =
        last.validation()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "TrialResult needs validated epochs, got none; give the trial validation"
                            + " examples"));
    return new TrialResult(
        history.epochs().size(),
        last.training().loss(),
        last.training().accuracy(),
        validation.loss(),
        validation.accuracy(),
        history.epochs().stream().mapToLong(epoch -> epoch.took().toNanos()).sum() / 1e9);
  }

  /**
   * Requires numbers by which trials can be compared.
   *
   * @throws IllegalArgumentException if one is none; the message names it
   */
  void requireComparable() {
    require(epochs >= 1, "epochs", "at least 1", epochs);
    require(Double.isFinite(loss), "loss", "a finite number", loss);
    require(accuracy >= 0 && accuracy <= 1, "accuracy", "a share in [0, 1]", accuracy);
    require(Double.isFinite(validationLoss), "validationLoss", "a finite number", validationLoss);
    require(
        validationAccuracy >= 0 && validationAccuracy <= 1,
        "validationAccuracy",
        "a share in [0, 1]",
        validationAccuracy);
    require(seconds >= 0 && Double.isFinite(seconds), "seconds", "at least 0", seconds);
  }

  private static void require(boolean holds, String name, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException("%s needs %s, got %s".formatted(name, rule, value));
    }
  }

  /** {@return whether both losses are finite numbers} */
  public boolean finite() {
    return Double.isFinite(loss) && Double.isFinite(validationLoss);
  }
}
