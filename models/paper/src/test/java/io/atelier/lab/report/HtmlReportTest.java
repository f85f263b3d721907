package io.atelier.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.ByteValues;
import io.atelier.data.IntValues;
import io.atelier.data.LabeledImages;
import io.atelier.engine.training.History;
import io.atelier.lab.report.Report.Provenance;
import io.atelier.lab.report.Report.TestScores;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final List<String> CLASSES = List.of("Shirts & <b>coats</b>", "Bag");
  private static final TestSet TEST =
      new TestSet(
          new LabeledImages(
                  ByteValues.of(new byte[2 * 4], 2, 2, 2),
                  IntValues.of(new int[] {0, 1}, 2),
                  CLASSES)
              .examples(),
          CLASSES,
          "Data: ours, MIT licence.");
  private static final String TRAINING = "stroke:rgb(0,114,178)";
  private static final String VALIDATION = "stroke:rgb(213,94,0)";
  private static final History HISTORY =
      Histories.of(Histories.epoch(0), Histories.epoch(1), Histories.epoch(2));

  @Test
  void loadsNothing() {
    String page = page(HISTORY);
    assertThat(page)
        .contains("<img")
        .doesNotContainIgnoringCase("<script", "<link", "<iframe", "@import");
    assertThat(
            Pattern.compile(
                    "(?i)\\b(src|href|srcset|data|action)\\s*+=\\s*+(?![\"']?(#|data:image/png;))")
                .matcher(page)
                .find())
        .isFalse();
    assertThat(Pattern.compile("(?i)url\\(\\s*[\"']?(?!#)").matcher(page).find()).isFalse();
  }

  @Test
  void drawsLossAndAccuracyOverTheEpochs() {
    String page = page(HISTORY);
    assertThat(page.split("<svg", -1)).hasSize(3);
    assertThat(page.split("</svg>", -1)).hasSize(3);
    assertThat(page).doesNotContain("was not drawn", "<?xml", "<!DOCTYPE svg");
    // In each chart one over three epochs and one in the legend.
    assertThat(points(page, TRAINING)).containsExactly(3, 2, 3, 2);
    assertThat(points(page, VALIDATION)).containsExactly(3, 2, 3, 2);
  }

  @Test
  void drawsNoValidationWhereThereWasNone() {
    String page = page(Histories.of(Histories.withoutValidation(0)));
    assertThat(page.split("<svg", -1)).hasSize(3);
    assertThat(page).contains(TRAINING).doesNotContain(VALIDATION, "was not drawn");
  }

  @Test
  void drawsWhatIsLeftOfATrainingThatDiverged() {
    var diverged =
        new io.atelier.engine.training.EpochResult(
            0,
            Histories.scores(Double.NaN, 0.1),
            java.util.Optional.of(Histories.scores(Double.POSITIVE_INFINITY, 0.1)),
            1e30,
            java.time.Duration.ofSeconds(1));
    assertThat(page(Histories.of(Histories.epoch(0), diverged))).doesNotContain("was not drawn");
    assertThat(page(Histories.of(diverged))).doesNotContain("no fonts");
  }

  @Test
  void showsEveryCountOfTheConfusionMatrixWithRecallAndPrecision() {
    String page = page(HISTORY);
    for (String count : List.of(">901<", ">99<", ">300<", ">700<")) {
      assertThat(page).contains(count);
    }
    // 901 / 1000 and 700 / 1000 across, 901 / 1201 and 700 / 799 down.
    for (String share : List.of(">0.901<", ">0.700<", ">0.750<", ">0.876<")) {
      assertThat(page).contains(share);
    }
  }

  @Test
  void saysWhatCameOutAndHow() {
    assertThat(page(HISTORY))
        .contains(
            "Test accuracy <b>0.8005</b>, test loss 0.5432.",
            "50,890 parameters, 3 epochs (all epochs trained), seed 7, on CPU: 12,345 images/s, 67.9 s in all.",
            "<tr><td>batchSize</td><td>32</td></tr>",
            "<tr><td>tensorflow</td><td>2.18.0</td></tr>",
            "Sources at commit abc, started 2026-01-01T00:00:00Z",
            "MIT licence");
  }

  @Test
  void marksUpNothingThatIsText() {
    String page = page(HISTORY);
    assertThat(page)
        .contains("Shirts &amp; &lt;b&gt;coats&lt;/b&gt;", "&lt;network&gt;", "a &lt; b &amp; c")
        .doesNotContain("<b>coats", "<network>", "a < b");
  }

  @Test
  void speaksOfNoTestWhereNoEpochWasFinished() {
    assertThat(page(report(null, null), new History(List.of(), "interrupted")))
        .contains("No epoch was finished.", "0 epochs (interrupted)")
        .doesNotContain("<svg", "Confusion", "Curves");
  }

  @Test
  void saysOfWhichEpochTheWeightsAre() {
    List<List<Long>> confusion = List.of(List.of(901L, 99L), List.of(300L, 700L));
    TestScores test = scores(0.5432, 0.8005);
    assertThat(page(report(2, scores(0.4111, 0.8222), test, confusion), HISTORY))
        .contains(
            "The weights are those of epoch 2: validation accuracy 0.8222, validation loss 0.4111.");
    assertThat(page(report(3, null, test, confusion), HISTORY))
        .contains("The weights are those of epoch 3. 50,890 parameters");
    assertThat(page(report(null, null, test, confusion), HISTORY))
        .doesNotContain("The weights are");
  }

  @Test
  void saysThatATrainingDiverged() {
    assertThat(page(report(3, null, null, null), HISTORY))
        .contains("The training diverged: its weights give no finite loss.")
        .doesNotContain("No epoch was finished", "Confusion");
  }

  @Test
  void pointsStayPointsInALanguageOfCommas() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(page(HISTORY))
          .contains("Test accuracy <b>0.8005</b>, test loss 0.5432.", ">0.901<", "67.9 s");
    } finally {
      Locale.setDefault(before);
    }
  }

  /** {@return of how many points the lines of this colour are} */
  private static List<Integer> points(String page, String color) {
    return Pattern.compile("<polyline style=\"([^\"]*)\" points=\"([^\"]*)\"/>")
        .matcher(page)
        .results()
        .filter(line -> line.group(1).contains(color))
        .map(line -> line.group(2).split(" ", -1).length)
        .toList();
  }

  private static String page(History history) {
    return page(
        report(scores(0.5432, 0.8005), List.of(List.of(901L, 99L), List.of(300L, 700L))), history);
  }

  private static String page(Report report, History history) {
    return HtmlReport.of(
        new FinishedRun(
            withEpochs(report, history),
            history,
            Map.of("batchSize", "32", "note", "a < b & c"),
            "<network>"),
        TEST);
  }

  private static Report withEpochs(Report report, History history) {
    return new Report(
        report.model(),
        report.parameters(),
        report.seed(),
        report.device(),
        report.precision(),
        history.epochs().size(),
        history.ended(),
        report.ending(),
        report.weightsOfEpoch(),
        report.validation(),
        report.test(),
        report.confusionMatrix(),
        report.worstMistakes(),
        report.classCounts(),
        report.numbers(),
        report.imagesPerSecond(),
        report.seconds(),
        report.timings(),
        report.provenance());
  }

  private static TestScores scores(double loss, double accuracy) {
    return new TestScores(loss, Map.of("accuracy", accuracy));
  }

  private static Report report(TestScores test, List<List<Long>> confusion) {
    return report(null, null, test, confusion);
  }

  private static Report report(
      Integer epoch, TestScores validation, TestScores test, List<List<Long>> confusion) {
    return new Report(
        "mlp-small-64",
        50_890,
        7,
        "CPU",
        "float32",
        0,
        "",
        Ending.ALL_EPOCHS,
        epoch,
        validation,
        test,
        confusion,
        confusion == null ? null : List.of(new Mistake(1, 1, 0, 0.25, 0.75)),
        null,
        null,
        12_345.4,
        67.89,
        Map.of(),
        new Provenance(
            "2026-01-01T00:00:00Z", Map.of("tensorflow", "2.18.0"), "abc", "/data", Map.of()));
  }
}
