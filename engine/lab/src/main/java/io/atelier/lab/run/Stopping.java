package io.atelier.lab.run;

import io.atelier.engine.training.EarlyStopping;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.TerminateOnNaN;
import io.atelier.engine.training.TrainingListener;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.report.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What ends a run's training before its last epoch, and of which epoch its final weights are.
 * Epochs are numbered from 1.
 *
 * @param config of the run
 */
record Stopping(RunConfig config) {

  /** {@return what may end the training; the first that does gives the reason} */
  List<TrainingListener> listeners() {
    List<TrainingListener> listeners = new ArrayList<>();
    listeners.add(new TerminateOnNaN());
    early().ifPresent(listeners::add);
    return listeners;
  }

  /** {@return the rule of early stopping; empty for a run without} */
  Optional<EarlyStopping> early() {
    return config.stopping().early();
  }

  /** {@return the epoch whose weights may be set back to} */
  Optional<Integer> best(History history) {
    return early()
        .filter(stopping -> config.stopping().restoreBest())
        .flatMap(stopping -> stopping.bestEpoch(history))
        .map(epoch -> epoch + 1);
  }

  /** {@return the epochs whose checkpoints a training needs to go on} */
  Set<Integer> needed(History history) {
    return Stream.concat(Stream.of(history.epochs().size()), best(history).stream())
        .collect(Collectors.toSet());
  }

  /** {@return whether these settings train more epochs than there are} */
  boolean goesOn(History history) {
    return history.epochs().size() < config.training().epochs() && !stops(history);
  }

  /** {@return whether a rule ends a training after these epochs, though there may be more} */
  boolean stops(History history) {
    return TerminateOnNaN.diverged(history)
        || early().filter(stopping -> stopping.stops(history)).isPresent();
  }

  /** {@return whether a training has come to its end, rather than to a pause} */
  boolean over(History history, Ending ending) {
    return switch (ending) {
      case ALL_EPOCHS -> history.epochs().size() >= config.training().epochs();
      case STOPPED -> true;
      case INTERRUPTED -> false;
    };
  }

  /** {@return the epoch whose weights a training has ended with} */
  int kept(History history, Ending ending) {
    return over(history, ending) && restores(history)
        ? best(history).orElseThrow()
        : history.epochs().size();
  }

  /** {@return whether a training that ends after these epochs sets its weights back} */
  boolean restores(History history) {
    return early().flatMap(stopping -> stopping.restoredEpoch(history)).isPresent();
  }

  /**
   * {@return whether a training that ends after these epochs ends with the moving averages of its
   * weights: not if it sets them back to an epoch's, also to its last's}
   */
  boolean averages(History history) {
    return config.training().optimizer().average().isPresent() && !restores(history);
  }

  /** {@return the scores on the validation examples after an epoch, if they are finite numbers} */
  static Optional<Scores> validation(History history, int epoch) {
    return history.epochs().stream()
        .filter(result -> result.epoch() + 1 == epoch)
        .flatMap(result -> result.validation().stream())
        .filter(Outcome::isFinite)
        .findFirst();
  }
}
