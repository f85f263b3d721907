package io.atelier.lab.run;

import io.atelier.data.DataSet;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.SealedJson;
import io.atelier.lab.report.ClassCounts;
import io.atelier.lab.report.HtmlReport;
import io.atelier.lab.report.Mistake;
import io.atelier.lab.report.NumberScores;
import io.atelier.lab.report.Report;
import io.atelier.lab.report.TestSet;
import io.atelier.lab.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reports of finished runs. */
public final class Reports {
  /** The newest of a report's names, which came with its hash. */
  static final String YOUNGEST = "weights_of_epoch";

  private static final String PAGE = "report.html";
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

  private Reports() {}

  /**
   * {@return what a run's report.json says}
   *
   * @throws IOException if that is none that a run can give; the message names file, key and rule
   */
  static Report possible(SealedJson sealed) throws IOException {
    Path file = sealed.file();
    Report report = sealed.as(Report.class, YOUNGEST, "ending", "class_counts", "numbers");
    require(file, "model", report.model() != null, "a text", report.model());
    require(file, "stopped", report.stopped() != null, "a text", report.stopped());
    require(file, "epochs_run", report.epochsRun() >= 0, "at least 0", report.epochsRun());
    require(file, "parameters", report.parameters() >= 0, "at least 0", report.parameters());
    Integer kept = report.weightsOfEpoch();
    require(
        file,
        YOUNGEST,
        kept == null || (kept >= 1 && kept <= report.epochsRun()),
        "an epoch that was run",
        kept);
    positive(file, "seconds", report.seconds());
    positive(file, "images_per_second", report.imagesPerSecond());
    require(file, "device", report.device() != null, "a text", report.device());
    require(file, "precision", report.precision() != null, "a text", report.precision());
    require(file, "timings", report.timings() != null, "an object", report.timings());
    require(file, "provenance", whole(report.provenance()), "all its parts", report.provenance());
    if (report.validation() != null) {
      require(file, "validation", report.validation());
    }
    if (report.test() != null) {
      require(file, "test", report.test());
      requireFindings(file, report);
    }
    return report;
  }

  private static void requireFindings(Path file, Report report) throws IOException {
    List<List<Long>> matrix = report.confusionMatrix();
    List<ClassCounts> counts = report.classCounts();
    List<NumberScores> numbers = report.numbers();
    require(
        file,
        "confusion_matrix",
        matrix == null ? report.worstMistakes() == null || counts != null : square(matrix),
        "as many counts in each row as there are rows",
        "others");
    require(
        file,
        "class_counts",
        counts == null || counts.stream().allMatch(it -> it != null && it.possible()),
        "counts",
        "others");
    require(
        file,
        "worst_mistakes",
        matrix == null || known(report.worstMistakes(), matrix),
        "test examples",
        "others");
    require(
        file,
        "numbers",
        numbers == null || numbers.stream().allMatch(it -> it != null && it.possible()),
        "scores of numbers",
        "others");
  }

  /**
   * Requires scores that can be.
   *
   * @throws IOException if they cannot; the message names file, key and rule
   */
  public static void require(Path file, String key, Report.TestScores scores) throws IOException {
    require(file, key, scores != null, "scores", null);
    if (scores.hasAccuracy()) {
      // A training that diverges has a loss that is infinite or no number.
      require(file, key + ".loss", !(scores.loss() < 0), "at least 0", scores.loss());
      double accuracy = scores.accuracy();
      require(
          file,
          key + ".accuracy",
          accuracy >= 0 && accuracy <= 1,
          "a share in [0, 1]",
          scores.accuracy());
    }
  }

  private static boolean whole(Report.Provenance made) {
    return made != null
        && Stream.of(
                made.started(),
                made.versions(),
                made.commit(),
                made.dataFolder(),
                made.dataHashes())
            .allMatch(Objects::nonNull);
  }

  private static boolean square(List<List<Long>> counts) {
    return !counts.isEmpty()
        && counts.stream()
            .allMatch(
                row ->
                    row != null
                        && row.size() == counts.size()
                        && row.stream().allMatch(count -> count != null && count >= 0));
  }

  private static boolean known(List<Mistake> mistakes, List<List<Long>> matrix) {
    long examples = matrix.stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
    int classes = matrix.size();
    return mistakes != null
        && mistakes.stream()
            .allMatch(
                it ->
                    it != null
                        && it.index() >= 0
                        && it.index() < examples
                        && isClass(it.actual(), classes)
                        && isClass(it.predicted(), classes));
  }

  private static boolean isClass(int number, int classes) {
    return number >= 0 && number < classes;
  }

  private static void positive(Path file, String key, double value) throws IOException {
    require(file, key, value >= 0 && Double.isFinite(value), "a number of at least 0", value);
  }

  private static void require(Path file, String key, boolean holds, String rule, Object value)
      throws IOException {
    if (!holds) {
      throw Json.damaged(file, "setting '%s' needs %s, got %s".formatted(key, rule, value), null);
    }
  }

  /** {@return what a run was tested on} */
  static TestSet tested(DataSet data, RunConfig config) {
    return new TestSet(
        RunData.of(data, config.data()).test(),
        names(data, config),
        LoadedData.citation(config.data().source()));
  }

  /** A model may have more outputs than there are classes. */
  private static List<String> names(DataSet data, RunConfig config) {
    Task task = Task.of(data, config.model()).under(config.training().loss());
    return task instanceof Task.Classes classes ? classes.names() : data.classNames();
  }

  /** {@return whether a finished run's page is gone} */
  public static boolean missing(RunFolder folder) {
    return !Files.exists(folder.file(PAGE));
  }

  /**
   * Writes a finished run's page again, if it is gone; only its files and the data are needed.
   *
   * @param data that the run was tested on
   * @throws IOException if a file of the run is damaged or the page cannot be written
   */
  public static void again(RunFolder folder, DataSet data) throws IOException {
    if (missing(folder)) {
      folder.write(PAGE, HtmlReport.of(folder.finishedRun(), tested(data, folder.config())));
      LOG.info("{} was gone and is written again", PAGE);
    }
  }
}
