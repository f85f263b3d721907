package io.atelier.lab.run;

import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import io.atelier.lab.report.Ending;
import io.atelier.lab.timing.Timings;
import io.atelier.lab.timing.Timings.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a run's folder up to date, and ends training on request. */
final class Recorder implements TrainingListener {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final Program program;
  private final RunFolder folder;
  private final Stopping stopping;
  private final Function<History, TrainedWith> with;
  private final BooleanSupplier interrupted;
  private final Timings timings;
  private boolean insideAnEpoch;
  private boolean stopped;

  /**
   * @param with what a checkpoint is trained with
   * @param interrupted whether training should end early
   * @param timings told of the time it takes
   */
  Recorder(
      Program program,
      RunFolder folder,
      Stopping stopping,
      Function<History, TrainedWith> with,
      BooleanSupplier interrupted,
      Timings timings) {
    this.program = program;
    this.folder = folder;
    this.stopping = stopping;
    this.with = with;
    this.interrupted = interrupted;
    this.timings = timings;
  }

  @Override
  public Verdict progressed(Progress progress) {
    insideAnEpoch = true;
    return verdict();
  }

  @Override
  public Verdict epochEnded(History history, Learner learner) {
    insideAnEpoch = false;
    EpochResult epoch = history.last();
    LOG.info("epoch {}: {}", epoch.epoch() + 1, epoch);
    try {
      return timings.phase(Phase.CHECKPOINT, () -> saved(history));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Verdict saved(History history) throws IOException {
    folder.checkpoint(program, history, stopping.needed(history), with.apply(history));
    return verdict();
  }

  private Verdict verdict() {
    stopped |= interrupted.getAsBoolean();
    return stopped ? new Verdict.Stop("interrupted") : Verdict.CONTINUE;
  }

  /**
   * {@return why training ended}
   *
   * @param epochs that were to be trained
   */
  Ending ending(History history, int epochs) {
    if (stopped) {
      return Ending.INTERRUPTED;
    }
    boolean all = history.epochs().size() >= epochs && !stopping.stops(history);
    return all ? Ending.ALL_EPOCHS : Ending.STOPPED;
  }

  /** {@return whether training ended inside an epoch, whoever stopped it} */
  boolean insideAnEpoch() {
    return insideAnEpoch;
  }
}
