package io.atelier.engine.runtime.epoch;

import io.atelier.data.Examples;
import io.atelier.engine.runtime.step.RateReader;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * Epochs of training, each followed by an evaluation.
 *
 * @param epochs trains
 * @param rates tells the learning rate of an epoch
 * @param evaluations evaluates
 * @param validation evaluated on; empty for none
 */
public record ValidatedEpochs(
    TrainingEpochs epochs,
    RateReader rates,
    Evaluations evaluations,
    Optional<Examples> validation) {

  /**
   * {@return what an epoch gave; empty if {@code progress} ended it before its last step, or the
   * evaluation before its last example}
   *
   * @param epoch 0-based
   * @throws IllegalStateException if XLA cannot compile a step that must be compiled
   */
  public Optional<EpochResult> epoch(int epoch, ProgressListener progress) {
    long start = System.nanoTime();
    long steps = rates.taken();
    Optional<Scores> trained = epochs.epoch(epoch, progress);
    if (trained.isEmpty()) {
      return Optional.empty();
    }
    Optional<Scores> validated = Optional.empty();
    if (validation.isPresent()) {
      Progress done = epochs.training().finished(epoch, trained.get());
      validated =
          evaluations.of(
              validation.get(), () -> !(progress.progressed(done) instanceof Verdict.Stop));
      if (validated.isEmpty()) {
        return Optional.empty();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return Optional.of(new EpochResult(epoch, trained.get(), validated, rates.since(steps), took));
  }
}
