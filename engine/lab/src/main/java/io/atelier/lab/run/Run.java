package io.atelier.lab.run;

import io.atelier.engine.runtime.OutOfDeviceMemoryException;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.WeightTransfer;
import io.atelier.engine.training.History;
import io.atelier.engine.training.TrainingListener;
import io.atelier.lab.config.CallbackFiles;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.report.Report;
import io.atelier.lab.serving.ServedModel;
import io.atelier.lab.timing.Stopwatch;
import io.atelier.lab.timing.Timings;
import io.atelier.lab.timing.Timings.Phase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains, evaluates, exports and reports.
 *
 * @param config settings
 * @param data what is trained on
 * @param path of the run's folder, new or empty
 * @param watchers told of the training's course
 * @param interrupted whether training should end early
 * @param timings told of its phases
 */
public record Run(
    RunConfig config,
    LoadedData data,
    Path path,
    List<TrainingListener> watchers,
    BooleanSupplier interrupted,
    Timings timings) {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  /**
   * Runs from the first epoch to the report.
   *
   * @throws DivergedException if the loss left the finite numbers; the folder has the report of the
   *     epochs before
   * @throws IOException if a file of the run cannot be written
   */
  public Report train() throws IOException {
    RunFolder.requireFree(path);
    return toTheReport(false);
  }

  /**
   * Goes on from the last checkpoint of a run that was killed or interrupted, to the report that an
   * uninterrupted run would have given but for its times; a finished run gives the report it has,
   * whose page is written again if it is gone. With settings of another number of epochs than it
   * was begun with, it goes on to these.
   *
   * @throws DivergedException as {@link #train}
   * @throws IOException if the folder is no run with these settings or is damaged
   */
  public Report resume() throws IOException {
    Extension extension = new Extension(RunFolder.existing(path), described());
    if (extension.isWanted()) {
      extension.make(data.hashes());
    }
    RunFolder folder = begun();
    Optional<Report> finished = folder.finished();
    if (finished.isEmpty()) {
      return toTheReport(true);
    }
    Reports.again(folder, data.set());
    return finished.get();
  }

  /**
   * {@return the history of a training that is not tested, exported or reported}
   *
   * <p>It begins, or goes on where it ended: with more epochs, or with {@link #resume}.
   *
   * @param examples of these settings
   * @param epochs to train at most, those before included; no more than the settings say
   * @throws IOException if the folder holds something else or cannot be written
   */
  public History fit(RunData examples, int epochs) throws IOException {
    boolean begun = RunFolder.begun(path);
    return in(
        begun,
        examples,
        (program, folder) -> new RunEpochs(this, program, folder).train(epochs).history());
  }

  /** Leaves nothing of a new run that the memory did not suffice for, and nothing but its own. */
  private static Work<Report> discarding(Work<Report> work, boolean folderIsNew) {
    return (program, folder) -> {
      try {
        return work.done(program, folder);
      } catch (OutOfDeviceMemoryException e) {
        new Leftovers(folder).deleteUnlessTrained(folderIsNew);
        throw e;
      }
    };
  }

  /** What is done with a program in its run's folder. */
  private interface Work<T> {
    T done(Program program, RunFolder folder) throws IOException;
  }

  /** {@return the settings with what the data say of themselves, as config.json keeps them} */
  RunConfig described() {
    return config.with(config.data().describing(data.set()));
  }

  /** {@return how the network is asked, by those who have only what the run leaves} */
  ServedModel served() {
    return ServedModel.of(config, data.set(), data.encoding());
  }

  private RunFolder begun() throws IOException {
    RunFolder folder = RunFolder.existing(path).require(described(), data.hashes());
    folder.checkpoints().requireNotTrainedOn(stopping(), folder.history());
    return folder;
  }

  Stopping stopping() {
    return new Stopping(config);
  }

  private Report toTheReport(boolean begun) throws IOException {
    Stopwatch watch = Stopwatch.start();
    boolean folderIsNew = Files.notExists(path);
    RunData raw = timings.phase(Phase.DATA, () -> RunData.of(data.set(), config.data()));
    RunData examples = raw.shapedFor(config.model());
    Work<Report> work =
        (program, folder) -> {
          double before = RunEpochs.seconds(folder.history());
          var trained = new RunEpochs(this, program, folder).train(config.training().epochs());
          return new RunCompletion(this, program, examples, folder)
              .complete(trained, watch, before);
        };
    return in(begun, examples, begun ? work : discarding(work, folderIsNew));
  }

  private <T> T in(boolean begun, RunData examples, Work<T> work) throws IOException {
    new CallbackFiles(path).require(config.training().callbacks());
    try (Program program =
        timings.phase(
            Phase.BUILD,
            () -> config.compile(Optional.of(examples.train()), examples.validation()))) {
      Optional<WeightTransfer> start = started(program, begun);
      ServedModel served = served();
      RunFolder folder = begun ? begun() : RunFolder.create(path);
      try (FileChannel held = folder.hold();
          RunLog log = RunLog.to(folder.file("run.log"))) {
        if (begun) {
          new Leftovers(folder).deleteToGoOn(stopping().needed(folder.history()));
        } else {
          folder.begin(described());
        }
        served.write(path);
        logPlace(program);
        start.ifPresent(
            transfer -> LOG.info("weights taken from another run: {}", transfer.taken().keySet()));
        return work.done(program, folder);
      }
    }
  }

  /** {@return what is taken of another run's weights, unless this one has kept them already} */
  private Optional<WeightTransfer> started(Program program, boolean begun) throws IOException {
    if (config.training().from().isEmpty()) {
      return Optional.empty();
    }
    RunFolder folder = new RunFolder(path);
    boolean kept =
        begun && (folder.checkpoints().hasFirst() || !folder.history().epochs().isEmpty());
    return kept ? Optional.empty() : Optional.of(StartingWeights.of(config).into(program));
  }

  private void logPlace(Program program) {
    LOG.info("training {} on {}: {}", config.model().name(), program.device(), config);
    program.withoutGpu().ifPresent(reason -> LOG.warn("training on the CPU: {}", reason));
    if (config.execution().precision() == ExecutionConfig.Precision.TF32
        && program.device().equals("CPU")) {
      LOG.info("precision tf32 is float32 on a CPU");
    }
    LOG.info("training examples on the device: {}", placement(program));
  }

  private static String placement(Program program) {
    return program.windows() == 1 ? "all" : "streamed in " + program.windows() + " windows";
  }
}
