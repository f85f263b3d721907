package io.atelier.models.run;

import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.engine.metric.ConfusionMatrix;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.engine.runtime.OutOfDeviceMemoryException;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Serving;
import io.atelier.engine.training.EarlyStopping;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Trainer;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import io.atelier.models.fashion.FashionModel;
import io.atelier.models.report.FinishedRun;
import io.atelier.models.report.HistoryCsv;
import io.atelier.models.report.HtmlReport;
import io.atelier.models.report.Mistake;
import io.atelier.models.report.Report;
import io.atelier.models.run.Timings.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains, evaluates, exports and reports.
 *
 * @param config settings
 * @param data the images
 * @param path of the run's folder, new or empty
 * @param watchers told of the training's course
 * @param interrupted whether training should end early
 * @param timings told of its phases
 */
public record Run(
    RunConfig config,
    FashionMnist data,
    Path path,
    List<TrainingListener> watchers,
    BooleanSupplier interrupted,
    Timings timings) {
  /** Why an interrupted training ended. */
  public static final String INTERRUPTED = "interrupted";

  /** How the exported models are called: {@code image [batch, 28, 28]} to probabilities. */
  public static final Serving SERVING = Serving.of("image", "probabilities", 28, 28);

  private static final int WORST_MISTAKES = 25;
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  /**
   * Runs from the first epoch to the report.
   *
   * @throws IOException if a file of the run cannot be written
   */
  public Report train() throws IOException {
    try {
      return toTheReport(false);
    } catch (OutOfDeviceMemoryException e) {
      new RunFolder(path).discardUnlessTrained();
      throw e;
    }
  }

  /**
   * Goes on from the last checkpoint of a run that was killed or interrupted, to the report that an
   * uninterrupted run would have given but for its times; a finished run gives the report it has,
   * whose page is written again if it is gone.
   *
   * @throws IOException if the folder is no run with these settings or is damaged
   */
  public Report resume() throws IOException {
    RunFolder folder = begun();
    Optional<Report> finished = folder.finished();
    if (finished.isEmpty()) {
      return toTheReport(true);
    }
    Reports.again(folder, data.test());
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
  public History fit(FashionData examples, int epochs) throws IOException {
    boolean begun = RunFolder.begun(path);
    return in(begun, examples, (program, folder) -> fit(program, folder, epochs));
  }

  /** What is done with a program in its run's folder. */
  private interface Work<T> {
    T done(Program program, RunFolder folder) throws IOException;
  }

  private RunFolder begun() throws IOException {
    RunFolder folder = RunFolder.existing(path).require(config);
    Optional<TrainedWith> before = folder.trainedWith();
    if (before.isPresent()) {
      before.get().requireData(path, data.hashes());
    }
    return folder;
  }

  private Report toTheReport(boolean begun) throws IOException {
    Instant started = Instant.now();
    FashionData examples = timings.phase(Phase.DATA, () -> FashionData.of(data, config));
    return in(
        begun, examples, (program, folder) -> toTheReport(program, examples, folder, started));
  }

  private <T> T in(boolean begun, FashionData examples, Work<T> work) throws IOException {
    try (Program program =
        timings.phase(
            Phase.BUILD,
            () -> config.compile(Optional.of(examples.train()), examples.validation()))) {
      RunFolder folder = begun ? begun() : RunFolder.create(path);
      try (FileChannel held = folder.hold();
          RunLog log = RunLog.to(folder.file("run.log"))) {
        if (begun) {
          folder.reopen(needed(folder.history()));
        } else {
          folder.begin(config);
        }
        LOG.info("training {} on {}: {}", config.model(), program.device(), config);
        program.withoutGpu().ifPresent(reason -> LOG.warn("training on the CPU: {}", reason));
        if (config.precision() == RunConfig.Precision.TF32 && program.device().equals("CPU")) {
          LOG.info("precision tf32 is float32 on a CPU");
        }
        LOG.info("training images on the device: {}", placement(program));
        return work.done(program, folder);
      }
    }
  }

  private Report toTheReport(
      Program program, FashionData examples, RunFolder folder, Instant started) throws IOException {
    double before = seconds(folder.history());
    History history = fit(program, folder, config.epochs());
    Optional<Outcome> outcome =
        history.epochs().isEmpty()
            ? Optional.empty()
            : Optional.of(test(program, examples, folder));
    Report report = report(program, examples, history, outcome, started, before);
    return timings.phase(
        Phase.REPORT,
        () -> {
          folder.write("report.html", page(report, history));
          Report timed = report.timed(timings.seconds());
          folder.writeJson("report.json", timed);
          LOG.info("report written after {} s; timings: {}", report.seconds(), timed.timings());
          return timed;
        });
  }

  private static String placement(Program program) {
    return program.windows() == 1 ? "all" : "streamed in " + program.windows() + " windows";
  }

  private String page(Report report, History history) {
    String summary = ModelSummary.of(config.network()).text(true, false);
    return HtmlReport.of(new FinishedRun(report, history, config.settings(), summary), data.test());
  }

  private History fit(Program program, RunFolder folder, int epochs) throws IOException {
    return timings.phase(
        Phase.COMPILE,
        () -> {
          History history = train(program, folder, epochs);
          LOG.info("training ended: {}", history.ended());
          return history;
        });
  }

  private History train(Program program, RunFolder folder, int epochs) throws IOException {
    List<TrainingListener> listeners = new ArrayList<>();
    listeners.add(new PhaseListener(timings, config.batchSize()));
    listeners.add(new Recorder(program, folder));
    stopping().ifPresent(listeners::add);
    listeners.addAll(watchers);
    History before = before(program, folder);
    try {
      History history = new Trainer(epochs, listeners).fit(program, before);
      if (!history.epochs().isEmpty()) {
        settle(program, folder, history);
      }
      return history;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Optional<EarlyStopping> stopping() {
    EarlyStopping stopping = new EarlyStopping(config.patience());
    return config.patience() == 0
        ? Optional.empty()
        : Optional.of(config.restoreBest() ? stopping.restoringBest() : stopping);
  }

  /** Sets the program to what the folder has kept; {@return the epochs that made it} */
  private History before(Program program, RunFolder folder) throws IOException {
    History history = folder.history();
    if (history.epochs().isEmpty()) {
      folder.write("history.csv", HistoryCsv.of(history));
      return history;
    }
    Optional<Integer> best = best(history);
    if (best.isPresent()) {
      folder.restore(program, best.get());
      stopping().orElseThrow().keepBest(program);
    }
    folder.restore(program, history.epochs().size());
    LOG.info("going on after epoch {}", history.epochs().size());
    if (folder.trainedWith().isEmpty()) {
      LOG.warn(
          "{} has no record of what it was trained with: its files are taken as they are", path);
    }
    return history;
  }

  /** {@return the number of the epoch whose weights may be set back to} */
  private Optional<Integer> best(History history) {
    return stopping()
        .filter(EarlyStopping::restoreBest)
        .flatMap(stopping -> stopping.bestEpoch(history))
        .map(epoch -> epoch + 1);
  }

  /** {@return the numbers of the epochs whose checkpoints a training needs to go on} */
  private Set<Integer> needed(History history) {
    return Stream.concat(Stream.of(history.epochs().size()), best(history).stream())
        .collect(Collectors.toSet());
  }

  /** An interrupted epoch is undone; weights that early stopping set back are saved. */
  private void settle(Program program, RunFolder folder, History history) throws IOException {
    if (history.ended().equals(INTERRUPTED)) {
      folder.restore(program, history.epochs().size());
    } else if (config.restoreBest() && !history.ended().equals(Trainer.ALL_EPOCHS)) {
      folder.checkpointRestored(program, history.epochs().size(), with(history));
    }
  }

  private TrainedWith with(History history) {
    return TrainedWith.of(config, data.hashes(), history);
  }

  private record Outcome(Scores scores, ConfusionMatrix confusion, List<Mistake> mistakes) {}

  private Outcome test(Program program, FashionData examples, RunFolder folder) throws IOException {
    Outcome outcome = timings.phase(Phase.TEST, () -> outcome(program, examples.test()));
    LOG.info("test: {}", outcome.scores());
    return timings.phase(
        Phase.EXPORT,
        () -> {
          Values sample = examples.test().inputs().slice(0, 100);
          program.export(folder.file("saved_model"), SERVING, sample);
          return outcome;
        });
  }

  private static Outcome outcome(Program program, Examples examples) {
    float[][] probabilities = program.predict(examples.inputs());
    int[] predicted = predicted(probabilities);
    int[] labels = ((IntValues) examples.targets()).values();
    return new Outcome(
        program.evaluate(examples),
        ConfusionMatrix.of(labels, predicted, FashionModel.CLASSES),
        Mistake.worst(probabilities, labels, predicted, WORST_MISTAKES));
  }

  /** {@return how a program confuses the classes of examples} */
  public static ConfusionMatrix confusion(Program program, Examples examples) {
    int[] labels = ((IntValues) examples.targets()).values();
    return ConfusionMatrix.of(
        labels, predicted(program.predict(examples.inputs())), FashionModel.CLASSES);
  }

  private static int[] predicted(float[][] probabilities) {
    return Arrays.stream(probabilities).mapToInt(Run::largest).toArray();
  }

  /** {@return the place of the largest value, the lowest on ties} */
  public static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  private Report report(
      Program program,
      FashionData examples,
      History history,
      Optional<Outcome> outcome,
      Instant started,
      double secondsBefore) {
    double trainingSeconds = seconds(history);
    long images = (long) examples.train().size() * history.epochs().size();
    return new Report(
        config.model(),
        program.parameters(),
        config.seed(),
        program.device(),
        Json.MAPPER.valueToTree(config.precision()).asText(),
        history.epochs().size(),
        history.ended(),
        history.epochs().isEmpty()
            ? null
            : history.last().validation().map(Run::scores).orElse(null),
        outcome.map(Outcome::scores).map(Run::scores).orElse(null),
        outcome.map(found -> found.confusion().counts()).orElse(null),
        outcome.map(Outcome::mistakes).orElse(null),
        trainingSeconds == 0 ? 0 : images / trainingSeconds,
        secondsBefore + Duration.between(started, Instant.now()).toMillis() / 1e3,
        Map.of(),
        Provenances.of(data, started));
  }

  private static double seconds(History history) {
    return history.epochs().stream().mapToDouble(epoch -> epoch.took().toNanos() / 1e9).sum();
  }

  private static Report.TestScores scores(Scores scores) {
    return new Report.TestScores(scores.loss(), scores.accuracy());
  }

  /** Keeps the folder up to date, and ends training on request. */
  private final class Recorder implements TrainingListener {
    private final Program program;
    private final RunFolder folder;

    Recorder(Program program, RunFolder folder) {
      this.program = program;
      this.folder = folder;
    }

    @Override
    public Verdict progressed(Progress progress) {
      return verdict();
    }

    @Override
    public Verdict epochEnded(History history, Learner learner) {
      EpochResult epoch = history.last();
      LOG.info("epoch {}: {}", epoch.epoch() + 1, epoch);
      try {
        return timings.phase(Phase.CHECKPOINT, () -> saved(history));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Verdict saved(History history) throws IOException {
      folder.checkpoint(program, history, needed(history), with(history));
      return verdict();
    }

    private Verdict verdict() {
      return interrupted.getAsBoolean() ? new Verdict.Stop(INTERRUPTED) : Verdict.CONTINUE;
    }
  }
}
