package io.atelier.lab.run;

import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Trainer;
import io.atelier.engine.training.TrainingListener;
import io.atelier.lab.report.Ending;
import io.atelier.lab.report.HistoryCsv;
import io.atelier.lab.timing.PhaseListener;
import io.atelier.lab.timing.Timings.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epochs of a run: trained from where its folder is, and kept there.
 *
 * @param run whose they are
 * @param program that learns
 * @param folder of the run
 */
record RunEpochs(Run run, Program program, RunFolder folder) {
  private static final Logger LOG = LoggerFactory.getLogger(RunEpochs.class);

  /**
   * What training gave.
   *
   * @param history all epochs, those before included
   * @param ending why there are no more
   */
  record Trained(History history, Ending ending) {}

  /**
   * {@return what training gave}
   *
   * @param epochs to train at most, those before included
   * @throws IOException if a file of the run is damaged or cannot be written
   */
  Trained train(int epochs) throws IOException {
    return run.timings()
        .phase(
            Phase.COMPILE,
            () -> {
              Trained trained = trained(epochs);
              LOG.info("training ended: {}", trained.history().ended());
              return trained;
            });
  }

  private Trained trained(int epochs) throws IOException {
    Recorder recorder =
        new Recorder(program, folder, run.stopping(), this::with, run.interrupted(), run.timings());
    History before = restored();
    try {
      History history = new Trainer(epochs, listeners(recorder)).fit(program, before);
      Trained trained = new Trained(history, recorder.ending(history, epochs));
      if (!history.epochs().isEmpty()) {
        settle(trained, recorder.insideAnEpoch());
      }
      return trained;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<TrainingListener> listeners(Recorder recorder) {
    List<TrainingListener> listeners = new ArrayList<>();
    listeners.add(new PhaseListener(run.timings(), run.config().training().batchSize()));
    // Before what saves: a checkpoint has the rate that its next epoch begins with.
    run.config().training().callbacks().stream()
        .map(callback -> callback.inside(folder.path()))
        .forEach(listeners::add);
    listeners.add(recorder);
    listeners.addAll(run.stopping().listeners());
    listeners.addAll(run.watchers());
    return listeners;
  }

  /** Sets the program to what the folder has kept; {@return the epochs that made it} */
  private History restored() throws IOException {
    History history = folder.history();
    if (history.epochs().isEmpty()) {
      folder.write("history.csv", HistoryCsv.of(history, run.config().training().metricNames()));
      if (run.config().training().from().isEmpty()) {
        return history;
      }
      // From here on the run needs nothing of what its weights are from.
      if (folder.checkpoints().hasFirst()) {
        folder.checkpoints().restore(program, 0);
      } else {
        folder.checkpoints().save(program, 0, with(history));
      }
      return history;
    }
    Optional<Integer> best = run.stopping().best(history);
    if (best.isPresent()) {
      folder.checkpoints().restore(program, best.get());
      run.stopping().early().orElseThrow().keepBest(program);
    }
    folder.checkpoints().restore(program, history.epochs().size());
    LOG.info("going on after epoch {}", history.epochs().size());
    if (!folder.checkpoints().recorded()) {
      LOG.warn(
          "{} has no record of what it was trained with: its files are taken as they are",
          folder.path());
    }
    return history;
  }

  /**
   * After a pause the weights are the last epoch's again, and an interrupted epoch is undone; at
   * the end, weights that were set back, or became their averages, are saved.
   *
   * @param insideAnEpoch whether training ended there
   */
  private void settle(Trained trained, boolean insideAnEpoch) throws IOException {
    History history = trained.history();
    Stopping stopping = run.stopping();
    int last = history.epochs().size();
    if (insideAnEpoch || !stopping.over(history, trained.ending())) {
      folder.checkpoints().restore(program, last);
    } else if (stopping.kept(history, trained.ending()) != last) {
      folder.checkpoints().saveRestored(program, last, with(history));
    } else if (stopping.averages(history)) {
      LOG.info("the weights are now their moving averages; validated were those before");
      folder.checkpoints().saveRestored(program, last, with(history));
    }
  }

  private TrainedWith with(History history) {
    return TrainedWith.of(run.described(), run.data().hashes(), history);
  }

  /** {@return how long the epochs took, in seconds} */
  static double seconds(History history) {
    return history.epochs().stream().mapToDouble(epoch -> epoch.took().toNanos() / 1e9).sum();
  }
}
