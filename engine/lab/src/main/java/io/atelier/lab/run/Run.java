package io.atelier.lab.run;

import io.atelier.data.Examples;
import io.atelier.data.Values;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.engine.runtime.OutOfDeviceMemoryException;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Trainer;
import io.atelier.engine.training.TrainingListener;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.SealedJson;
import io.atelier.lab.report.Ending;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.report.HistoryCsv;
import io.atelier.lab.report.HtmlReport;
import io.atelier.lab.report.Report;
import io.atelier.lab.run.Timings.Phase;
import io.atelier.lab.serving.ServedModel;
import io.atelier.lab.task.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final int SAMPLE = 100;
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
   * whose page is written again if it is gone.
   *
   * @throws DivergedException as {@link #train}
   * @throws IOException if the folder is no run with these settings or is damaged
   */
  public Report resume() throws IOException {
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
    return in(begun, examples, (program, folder) -> fit(program, folder, epochs).history());
  }

  /** Leaves nothing of a new run that the memory did not suffice for, and nothing but its own. */
  private static Work<Report> discarding(Work<Report> work, boolean folderIsNew) {
    return (program, folder) -> {
      try {
        return work.done(program, folder);
      } catch (OutOfDeviceMemoryException e) {
        folder.discardUnlessTrained(folderIsNew);
        throw e;
      }
    };
  }

  /** What is done with a program in its run's folder. */
  private interface Work<T> {
    T done(Program program, RunFolder folder) throws IOException;
  }

  /** {@return the settings with what the data say of themselves, as config.json keeps them} */
  private RunConfig described() {
    return config.with(config.data().describing(data.set()));
  }

  /** {@return how the network is asked, by those who have only what the run leaves} */
  private ServedModel served() {
    return ServedModel.of(config, data.set(), data.encoding());
  }

  private RunFolder begun() throws IOException {
    RunFolder folder = RunFolder.existing(path).require(described(), data.hashes());
    folder.checkpoints().requireNotTrainedOn(stopping(), folder.history());
    return folder;
  }

  private Report toTheReport(boolean begun) throws IOException {
    Stopwatch watch = Stopwatch.start();
    boolean folderIsNew = Files.notExists(path);
    RunData raw = timings.phase(Phase.DATA, () -> RunData.of(data.set(), config.data()));
    RunData examples = raw.shapedFor(config.model());
    Work<Report> work = (program, folder) -> toTheReport(program, examples, folder, watch);
    return in(begun, examples, begun ? work : discarding(work, folderIsNew));
  }

  private <T> T in(boolean begun, RunData examples, Work<T> work) throws IOException {
    try (Program program =
        timings.phase(
            Phase.BUILD,
            () -> config.compile(Optional.of(examples.train()), examples.validation()))) {
      ServedModel served = served();
      RunFolder folder = begun ? begun() : RunFolder.create(path);
      try (FileChannel held = folder.hold();
          RunLog log = RunLog.to(folder.file("run.log"))) {
        if (begun) {
          folder.reopen(stopping().needed(folder.history()));
        } else {
          folder.begin(described());
        }
        served.write(path);
        LOG.info("training {} on {}: {}", config.model().name(), program.device(), config);
        program.withoutGpu().ifPresent(reason -> LOG.warn("training on the CPU: {}", reason));
        if (config.execution().precision() == ExecutionConfig.Precision.TF32
            && program.device().equals("CPU")) {
          LOG.info("precision tf32 is float32 on a CPU");
        }
        LOG.info("training images on the device: {}", placement(program));
        return work.done(program, folder);
      }
    }
  }

  private Report toTheReport(Program program, RunData examples, RunFolder folder, Stopwatch watch)
      throws IOException {
    double before = seconds(folder.history());
    Trained trained = fit(program, folder, config.training().epochs());
    History history = trained.history();
    Optional<Outcome> outcome =
        history.epochs().isEmpty() ? Optional.empty() : test(program, examples, folder);
    Report report = report(program, examples, trained, outcome, watch, before);
    return timings.phase(
        Phase.REPORT,
        () -> {
          folder.write("report.html", page(report, history));
          Report timed = report.timed(timings.seconds());
          SealedJson.write(folder.file("report.json"), timed);
          LOG.info("report written after {} s; timings: {}", report.seconds(), timed.timings());
          DivergedException.refuse(path, config, history, timed);
          return timed;
        });
  }

  private static String placement(Program program) {
    return program.windows() == 1 ? "all" : "streamed in " + program.windows() + " windows";
  }

  private String page(Report report, History history) {
    String summary = ModelSummary.of(config.model()).text(true, false);
    return HtmlReport.of(
        new FinishedRun(report, history, config.settings(), summary),
        Reports.tested(data.set(), config));
  }

  private record Trained(History history, Ending ending) {}

  private Trained fit(Program program, RunFolder folder, int epochs) throws IOException {
    return timings.phase(
        Phase.COMPILE,
        () -> {
          Trained trained = train(program, folder, epochs);
          LOG.info("training ended: {}", trained.history().ended());
          return trained;
        });
  }

  private Trained train(Program program, RunFolder folder, int epochs) throws IOException {
    List<TrainingListener> listeners = new ArrayList<>();
    listeners.add(new PhaseListener(timings, config.training().batchSize()));
    Recorder recorder = new Recorder(program, folder, stopping(), this::with, interrupted, timings);
    listeners.add(recorder);
    listeners.addAll(stopping().listeners());
    listeners.addAll(watchers);
    History before = before(program, folder);
    try {
      History history = new Trainer(epochs, listeners).fit(program, before);
      Trained trained = new Trained(history, recorder.ending(history, epochs));
      if (!history.epochs().isEmpty()) {
        settle(program, folder, trained, recorder.insideAnEpoch());
      }
      return trained;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Stopping stopping() {
    return new Stopping(config);
  }

  /** Sets the program to what the folder has kept; {@return the epochs that made it} */
  private History before(Program program, RunFolder folder) throws IOException {
    History history = folder.history();
    if (history.epochs().isEmpty()) {
      folder.write("history.csv", HistoryCsv.of(history, config.training().metricNames()));
      return history;
    }
    Optional<Integer> best = stopping().best(history);
    if (best.isPresent()) {
      folder.checkpoints().restore(program, best.get());
      stopping().early().orElseThrow().keepBest(program);
    }
    folder.checkpoints().restore(program, history.epochs().size());
    LOG.info("going on after epoch {}", history.epochs().size());
    if (!folder.checkpoints().recorded()) {
      LOG.warn(
          "{} has no record of what it was trained with: its files are taken as they are", path);
    }
    return history;
  }

  /**
   * After a pause the weights are the last epoch's again, and an interrupted epoch is undone; at
   * the end, weights that were set back are saved.
   *
   * @param insideAnEpoch whether training ended there
   */
  private void settle(Program program, RunFolder folder, Trained trained, boolean insideAnEpoch)
      throws IOException {
    History history = trained.history();
    int last = history.epochs().size();
    if (insideAnEpoch || !stopping().over(history, trained.ending())) {
      folder.checkpoints().restore(program, last);
    } else if (stopping().kept(history, trained.ending()) != last) {
      folder.checkpoints().saveRestored(program, last, with(history));
    }
  }

  private TrainedWith with(History history) {
    return TrainedWith.of(described(), data.hashes(), history);
  }

  /** Empty, and nothing is exported, if the weights give no finite loss. */
  private Optional<Outcome> test(Program program, RunData examples, RunFolder folder)
      throws IOException {
    Task task = Task.of(data.set(), config.model()).under(config.training().loss());
    Outcome outcome =
        timings.phase(
            Phase.TEST, () -> Outcome.of(program, task, config.training().loss(), examples.test()));
    LOG.info("test: {}", outcome.scores());
    if (!outcome.isFinite()) {
      return Optional.empty();
    }
    return timings.phase(
        Phase.EXPORT,
        () -> {
          ServedModel served = served();
          program.export(
              folder.file("saved_model"),
              served.serving(config.model()),
              sample(examples.test()),
              served::writeInto);
          return Optional.of(outcome);
        });
  }

  /** {@return some inputs to try the exported model with, of a model of one} */
  private static Optional<Values> sample(Examples test) {
    return test.named().size() > 1
        ? Optional.empty()
        : Optional.of(test.inputs().slice(0, Math.min(SAMPLE, test.size())));
  }

  private Report report(
      Program program,
      RunData examples,
      Trained trained,
      Optional<Outcome> outcome,
      Stopwatch watch,
      double secondsBefore) {
    History history = trained.history();
    double trainingSeconds = seconds(history);
    long images = (long) examples.train().size() * history.epochs().size();
    int kept = stopping().kept(history, trained.ending());
    return new Report(
        config.model().name(),
        program.parameters(),
        config.training().seed(),
        program.device(),
        Json.name(config.execution().precision()),
        history.epochs().size(),
        history.ended(),
        trained.ending(),
        history.epochs().isEmpty() ? null : kept,
        Stopping.validation(history, kept).map(Run::scores).orElse(null),
        outcome.map(Outcome::scores).map(Run::scores).orElse(null),
        outcome.flatMap(Outcome::confusion).orElse(null),
        outcome.flatMap(Outcome::mistakes).orElse(null),
        outcome.flatMap(Outcome::classCounts).orElse(null),
        outcome.flatMap(Outcome::numbers).orElse(null),
        trainingSeconds == 0 ? 0 : images / trainingSeconds,
        secondsBefore + watch.seconds(),
        Map.of(),
        Provenances.of(data, watch.started()));
  }

  /** {@return how long the epochs took, in seconds} */
  static double seconds(History history) {
    return history.epochs().stream().mapToDouble(epoch -> epoch.took().toNanos() / 1e9).sum();
  }

  private static Report.TestScores scores(Scores scores) {
    return new Report.TestScores(scores.loss(), scores.metrics());
  }
}
