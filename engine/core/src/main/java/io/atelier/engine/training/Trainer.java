package io.atelier.engine.training;

import io.atelier.data.Given;
import io.atelier.engine.Source;
import java.util.List;
import java.util.Optional;

/**
 * Trains for a number of epochs, or until a listener stops it.
 *
 * @param epochs at least 1
 * @param listeners asked in order after every chunk and every epoch; all are told of an epoch and
 *     of the end, the first to say stop gives the reason
 */
public record Trainer(int epochs, List<TrainingListener> listeners) {
  /** How a history ends that no listener stopped. */
  public static final String ALL_EPOCHS = "all epochs trained";

  /**
   * @throws IllegalArgumentException if {@code epochs} is below 1, or a listener or their list is
   *     null
   */
  public Trainer {
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "Trainer needs at least 1 epoch, got " + epochs + "; give a positive number");
    }
    listeners = Given.list(listeners, "Trainer", "listeners");
  }

  /** {@return the history of a training from its first epoch} */
  public History fit(Learner learner) {
    return fit(learner, History.EMPTY);
  }

  /**
   * {@return the history of a training that goes on after the epochs of another, unless a listener
   * finds that these were its last}
   *
   * @param learner as the last of those epochs left it
   * @throws IllegalArgumentException if a listener watches a quantity that the learner does not
   *     report, or anything is null
   */
  public History fit(Learner learner, History before) {
    Given.required(learner, "Trainer", "a learner", "give a compiled Program");
    Given.required(before, "Trainer", "a history", "use History.EMPTY before the first epoch");
    Monitored.require(listeners, learner.quantities());
    History history = before;
    Verdict verdict = resumed(learner, before);
    while (verdict instanceof Verdict.Continue && history.epochs().size() < epochs) {
      Watch watch = new Watch();
      for (TrainingListener listener : listeners) {
        listener.epochBegins(history, learner);
      }
      Optional<EpochResult> result = learner.trainEpoch(history.epochs().size(), watch);
      verdict = watch.verdict;
      if (result.isPresent()) {
        history = history.with(result.get());
        Monitored.require(listeners, result.get().quantities());
        for (TrainingListener listener : listeners) {
          verdict = first(verdict, listener.epochEnded(history, learner));
        }
      }
    }
    History ended =
        history.endedBy(verdict instanceof Verdict.Stop stop ? stop.reason() : ALL_EPOCHS);
    learner.endTraining();
    listeners.forEach(listener -> listener.trainingEnded(ended, learner));
    return ended;
  }

  private Verdict resumed(Learner learner, History before) {
    Verdict verdict = Verdict.CONTINUE;
    if (!before.epochs().isEmpty()) {
      for (TrainingListener listener : listeners) {
        verdict = first(verdict, listener.resumed(before, learner));
      }
    }
    return verdict;
  }

  private static Verdict first(Verdict earlier, Verdict later) {
    return earlier instanceof Verdict.Stop ? earlier : later;
  }

  @Override
  public String toString() {
    return Source.of(this);
  }

  /** Remembers what was said inside an epoch. */
  private final class Watch implements ProgressListener {
    private Verdict verdict = Verdict.CONTINUE;

    @Override
    public Verdict progressed(Progress progress) {
      for (TrainingListener listener : listeners) {
        verdict = first(verdict, listener.progressed(progress));
      }
      return verdict;
    }
  }
}
