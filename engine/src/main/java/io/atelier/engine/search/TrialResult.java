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

  /** {@return whether both losses are finite numbers} */
  public boolean finite() {
    return Double.isFinite(loss) && Double.isFinite(validationLoss);
  }
}
