package io.atelier.paper.report;

import io.atelier.engine.training.EpochResult;
import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Table;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.report.Report.TestScores;
import io.atelier.paper.report.Claim.Answer;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paper's claims, each with the rule by which our numbers answer it. */
public final class Claims {
  private static final String SGD = "mlp-sgd";
  private static final Map<String, String> WITH_DROPOUT =
      Map.of(SGD, "mlp-sgd-dropout", "mlp-adam", "mlp-adam-dropout");
  private static final List<String> WITHOUT_DROPOUT = List.of(SGD, "mlp-adam");
  static final String HE = "-he";

  private final Paper paper;
  private final Reproduction ours;

  private Claims(Paper paper, Reproduction ours) {
    this.paper = paper;
    this.ours = ours;
  }

  /** {@return every claim with its answer} */
  public static List<Claim> of(Paper paper, Reproduction ours) {
    Claims claims = new Claims(paper, ours);
    return List.of(claims.glorotBeatsHe(), claims.allOverfit(), claims.dropoutMitigates());
  }

  private Claim glorotBeatsHe() {
    List<List<String>> rows = new ArrayList<>();
    int missing = 0;
    List<Double> differences = new ArrayList<>();
    List<Double> papersDifferences = new ArrayList<>();
    List<Paper.Result> pairs =
        paper.results(SGD).stream().filter(result -> !result.model().endsWith(HE)).toList();
    for (Paper.Result glorot : pairs) {
      double papers = glorot.accuracy() - paper.result(SGD, glorot.model() + HE).accuracy();
      papersDifferences.add(papers);
      Optional<FinishedRun> first = ours.first(SGD, glorot.model());
      Optional<FinishedRun> second = ours.first(SGD, glorot.model() + HE);
      if (first.isEmpty() || second.isEmpty()) {
        missing++;
        rows.add(List.of(glorot.model(), "not run", "not run", "", Numbers.difference(papers)));
        continue;
      }
      double difference = accuracy(first.get()) - accuracy(second.get());
      differences.add(difference);
      rows.add(
          List.of(
              glorot.model(),
              Numbers.accuracy(accuracy(first.get())),
              Numbers.accuracy(accuracy(second.get())),
              Numbers.difference(difference),
              Numbers.difference(papers)));
    }
    boolean holds =
        2 * wins(differences) > differences.size() && new SampleStatistics(differences).mean() > 0;
    return new Claim(
        "Glorot uniform beats He uniform under SGD.",
        "Of the networks trained with SGD from both initializers, Glorot's has the higher test accuracy in more than half, and is higher on average. A mean within two standard errors of 0 may be chance.",
        missing > 0 ? Answer.OPEN : holds ? Answer.YES : Answer.NO,
        "Glorot minus He: %s; in the paper %s."
            .formatted(inWords(differences), inWords(papersDifferences)),
        new Table(List.of("model", "Glorot", "He", "difference", "difference in the paper"), rows));
  }

  private Claim allOverfit() {
    List<List<String>> rows = new ArrayList<>();
    int missing = 0;
    int overfitted = 0;
    int judged = 0;
    for (String row : WITHOUT_DROPOUT) {
      for (Paper.Result result : paper.results(row)) {
        Optional<Course> course = course(row, result.model());
        if (course.isEmpty()) {
          missing++;
          rows.add(List.of(row, result.model(), "not run", "", "", ""));
          continue;
        }
        judged++;
        overfitted += course.get().overfitted() ? 1 : 0;
        rows.add(
            List.of(
                row,
                result.model(),
                Integer.toString(course.get().bestEpoch()),
                Numbers.accuracy(course.get().lowest()),
                Numbers.accuracy(course.get().last()),
                course.get().overfitted() ? "yes" : "no"));
      }
    }
    return new Claim(
        "All MLPs without dropout overfit.",
        "An MLP overfits if its validation loss ends more than 10 % above its lowest while its training loss has gone on falling since that epoch. All of those trained with SGD and Adam must.",
        answer(missing, overfitted == judged),
        "%s of %s overfit.".formatted(overfitted, judged),
        new Table(
            List.of("row", "model", "best epoch", "lowest val_loss", "last val_loss", "overfitted"),
            rows));
  }

  private Claim dropoutMitigates() {
    List<List<String>> rows = new ArrayList<>();
    int missing = 0;
    int mitigated = 0;
    int judged = 0;
    for (String row : WITHOUT_DROPOUT) {
      String withDropout = WITH_DROPOUT.get(row);
      for (Paper.Result result : paper.results(withDropout)) {
        Optional<Course> without = course(row, result.model());
        Optional<Course> with = course(withDropout, result.model());
        if (without.isEmpty() || with.isEmpty()) {
          missing++;
          rows.add(List.of(row, result.model(), "not run", "", "", "", "", "", ""));
          continue;
        }
        TestScores testWithout = test(row, result.model());
        TestScores testWith = test(withDropout, result.model());
        boolean better =
            testWith.loss() < testWithout.loss() && with.get().rise() < without.get().rise();
        judged++;
        mitigated += better ? 1 : 0;
        rows.add(
            List.of(
                row,
                result.model(),
                Numbers.accuracy(testWithout.loss()),
                Numbers.accuracy(testWith.loss()),
                percent(without.get().rise()),
                percent(with.get().rise()),
                Numbers.accuracy(testWithout.accuracy()),
                Numbers.accuracy(testWith.accuracy()),
                better ? "yes" : "no"));
      }
    }
    return new Claim(
        "Dropout and early stopping mitigate overfitting.",
        "Overfitting is mitigated if, against the same network without them, both the test loss and the rise of the validation loss from its lowest to its last value are smaller. All pairs must.",
        answer(missing, mitigated == judged),
        "It is mitigated in %s of %s.".formatted(mitigated, judged),
        new Table(
            List.of(
                "row",
                "model",
                "test loss: without",
                "with",
                "rise of val_loss in %: without",
                "with",
                "test accuracy: without",
                "with",
                "mitigated"),
            rows));
  }

  private static String percent(double share) {
    return Numbers.seconds(100 * share);
  }

  /** Of something that holds for all: one exception refutes it, whatever is missing. */
  private static Answer answer(int missing, boolean holds) {
    return !holds ? Answer.NO : missing > 0 ? Answer.OPEN : Answer.YES;
  }

  private static long wins(List<Double> differences) {
    return differences.stream().filter(difference -> difference > 0).count();
  }

  private static String inWords(List<Double> differences) {
    if (differences.isEmpty()) {
      return "not known";
    }
    SampleStatistics sample = new SampleStatistics(differences);
    return "%s on average with a standard error of %s, ahead in %s of %s"
        .formatted(
            Numbers.difference(sample.mean()),
            Numbers.accuracy(sample.standardError()),
            wins(differences),
            differences.size());
  }

  private static double accuracy(FinishedRun run) {
    return run.report().test().accuracy();
  }

  private TestScores test(String row, String model) {
    return ours.first(row, model).orElseThrow().report().test();
  }

  private Optional<Course> course(String row, String model) {
    return ours.first(row, model).flatMap(Course::of);
  }

  /**
   * How a validation loss went.
   *
   * @param bestEpoch from 1
   * @param lowest at that epoch
   * @param last at the last
   * @param trainingFell whether the training loss is lower at the last epoch than at the best
   */
  private record Course(int bestEpoch, double lowest, double last, boolean trainingFell) {
    private static final double NOTABLE = 0.1;

    static Optional<Course> of(FinishedRun run) {
      List<EpochResult> epochs = run.history().epochs();
      if (epochs.isEmpty() || epochs.get(0).validation().isEmpty()) {
        return Optional.empty();
      }
      EpochResult best =
          epochs.stream().min(Comparator.comparingDouble(Course::loss)).orElseThrow();
      EpochResult last = run.history().last();
      return Optional.of(
          new Course(
              best.epoch() + 1,
              loss(best),
              loss(last),
              last.training().loss() < best.training().loss()));
    }

    private static double loss(EpochResult epoch) {
      return epoch.validation().orElseThrow().loss();
    }

    double rise() {
      return last / lowest - 1;
    }

    boolean overfitted() {
      return rise() > NOTABLE && trainingFell;
    }
  }
}
