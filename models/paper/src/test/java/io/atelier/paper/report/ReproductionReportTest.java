package io.atelier.paper.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.FloatValues;
import io.atelier.lab.page.FeatureMapGrid;
import io.atelier.lab.page.Page;
import io.atelier.lab.report.FinishedRun;
import io.atelier.paper.reproduction.MadeUp;
import io.atelier.paper.result.FinishedSearch;
import io.atelier.paper.result.FinishedTrial;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import io.atelier.paper.result.Sessions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReproductionReportTest {
  private static final Paper PAPER = Paper.read();
  private static final double[][] LOSSES = {{1, 0.6}, {0.5, 0.5}, {0.1, 0.8}};

  @Test
  void beforeAnythingWasRunEverythingIsSaidToBeMissing() {
    String text = markdown(MadeUp.of(Map.of()));
    assertThat(text)
        .contains(
            "| eda | not run |",
            "| mlp-sgd | not run |",
            "| cnn-search | not run |",
            "**Not run yet:** mlp-small-64, mlp-small-128",
            "Open, as trainings are missing",
            "| mlp-small-64 | 50,890 | not run | 0.8744 | not run |  | 0.451170 | not run |  |  |")
        .doesNotContain("![");
  }

  @Test
  void aTrainingStandsBesideThePapers() {
    String text = markdown(sgd(MadeUp.run("mlp-small-64", 0, 0.8755, 0.4412, LOSSES)));
    assertThat(text)
        .contains(
            "| mlp-sgd | 1 of 12 |",
            "| mlp-small-64 | 50,890 | 50,890 | 0.8744 | 0.8755 | +0.0011 | 0.451170 | 0.441200 | -0.0100 | 3 |",
            "No model was trained with more than one seed yet.")
        .doesNotContain("differs from the paper");
  }

  @Test
  void whatIsFarFromThePaperIsExplainedByItsSeeds() {
    FinishedRun far = MadeUp.run("mlp-small-64", 0, 0.85, 0.4, LOSSES);
    assertThat(markdown(sgd(far)))
        .contains(
            "**mlp-small-64** differs from the paper by -0.0244, more than 0.015: with 1 seed it cannot be told from chance; run at least 3.");
    Reproduction seeds =
        sgd(
            far,
            MadeUp.run("mlp-small-64", 1, 0.88, 0.4, LOSSES),
            MadeUp.run("mlp-small-64", 2, 0.87, 0.4, LOSSES));
    // Mean 0.86667; deviations -1.667, 1.333 and 0.333 %: sqrt(4.667e-4 / 2).
    assertThat(markdown(seeds))
        .contains(
            "over 3 seeds ours lie between 0.8500 and 0.8800, and the paper's is within that range.",
            "| mlp-sgd | small | mlp-small-64 | 3 | 0.8667 | 0.0153 | 0.8500 | 0.8800 | 0.8744 |");
  }

  @Test
  void saysThatFigure45RepeatsFigure35() {
    assertThat(markdown(MadeUp.of(Map.of()))).contains("Fig. 45 repeats its Fig. 35");
  }

  @Test
  void searchesShowOurBestFiveAndThePapers() {
    // The first differs from the fourth in its rate.
    List<FinishedTrial> trials =
        IntStream.rangeClosed(1, 7)
            .mapToObj(i -> trial(i, 16 << (i % 3), 64 << (i / 5), 0.9 + i / 1e3))
            .toList();
    Reproduction ours =
        new Reproduction(
            "not comparable",
            List.of(),
            Map.of(),
            Map.of("mlp-search", MadeUp.search("mlp-search", trials)),
            Optional.of(
                FeatureMapGrid.of(
                    FloatValues.of(new float[] {0, 1, 2, 3, 0, 0, 0, 0}, 1, 2, 2, 2))),
            MadeUp.TEST,
            List.of());
    String text = markdown(ours);
    assertThat(text)
        .contains(
            "**not comparable**",
            "**Open, as these are not the paper's settings.**",
            "| mlp-search | 9 of 21 trials, 2 failed |",
            "7 trials were run to their end, 2 failed or diverged; the paper ran 21.",
            "| test accuracy of the best trial | 0.8858 | 0.8901 | +0.0043 |",
            "| 7 | 32 | 0.01 | 0.2 | 3 | 128 | relu | 0.907000 | 0.300000 | 0.900000 | 0.200000 | 20 | 12.3 |",
            "| 3 | 16 | 0.01 | 0.2 | 3 | 64 |",
            "| 7 | 256 | 0.01 | 0.2 | 3 | 0.898778 | 0.292384 | 0.890118 | 0.287496 | 26 | 247.6 | not run |  |  |",
            "(pictures/feature-maps.png)")
        .doesNotContain("| 2 | 64 | 0.01 | 0.2 | 3 | 64 |", "does not say which optimizer");
  }

  @Test
  void thePapersTrialsStandBesideOursWithTheSameSettings() {
    String text =
        markdown(
            ofSearch(
                "mlp-search",
                List.of(trial(3, 16, 256, 0.7), trial(4, 64, 256, 0.8), trial(5, 64, 128, 0.99))));
    assertThat(text)
        .contains(
            "| 26 | 247.6 | 4 | 0.800000 | -0.0988 |",
            "**The paper's trial 7 differs from ours with the same settings by more than 0.015.**");
  }

  @Test
  void unitsOfNoDenseLayerMakeTwins() {
    FinishedTrial best = MadeUp.bestOfThePaper("cnn-search").get(0);
    Map<String, String> twin = new LinkedHashMap<>(best.parameters());
    twin.put("dense_units", "32");
    assertThat(
            markdown(
                ofSearch(
                    "cnn-search",
                    List.of(new FinishedTrial(5, twin, 0.93, 0.2, 0.95, 0.1, 10, 60), best))))
        .contains(
            "2 trials were run to their end (1 of them twins of others), 2 failed or diverged; the paper ran 86.",
            "| 5 | 0.930000 | +0.0011 |");
  }

  @Test
  void aSearchWithoutAnEndedTrialWasNotRun() {
    FinishedSearch begun =
        new FinishedSearch(MadeUp.settings("mlp-search"), List.of(), 0, OptionalDouble.empty());
    assertThat(markdown(MadeUp.of(Map.of(), Map.of("mlp-search", begun))))
        .doesNotContain("Our best trials", "0 failed");
  }

  @Test
  void saysHowManyAreNearThePaper() {
    assertThat(
            markdown(
                sgd(
                    MadeUp.run("mlp-small-64", 0, 0.8594, 0.45117, LOSSES),
                    MadeUp.run("mlp-small-128", 0, 0.8699, 0.482734 + 0.2, LOSSES))))
        .contains(
            "**The test accuracy of 1 of 2 networks is within 0.015 of the paper's.**",
            "is -0.0157 on average, farthest -0.0164 (mlp-sgd, mlp-small-128)",
            "is +0.1000 on average, farthest +0.2000 (mlp-sgd, mlp-small-128)");
  }

  @Test
  void trainingsOlderThanEverySessionAreSaidToBe() {
    assertThat(markdown(sgd(MadeUp.run("mlp-small-64", 0, 0.87, 0.4, LOSSES))))
        .doesNotContain("were begun before");
    Reproduction later =
        new Reproduction(
            "",
            List.of(),
            Map.of("mlp-sgd", List.of(MadeUp.run("mlp-small-64", 0, 0.87, 0.4, LOSSES))),
            Map.of(),
            Optional.empty(),
            MadeUp.TEST,
            List.of(new Sessions.Session("2026-01-01T00:00:01Z", "a test", "def")));
    assertThat(markdown(later)).contains("1 of the trainings were begun before the first of these");
  }

  @Test
  void theMarkdownLinksExactlyThePicturesBesideIt() {
    Page page = page(sgd(MadeUp.run("mlp-small-64", 0, 0.8755, 0.4412, LOSSES)));
    assertThat(
            Pattern.compile("\\]\\(pictures/([^)]*)\\)")
                .matcher(page.markdown())
                .results()
                .map(link -> link.group(1)))
        .containsExactlyInAnyOrderElementsOf(page.pictures().keySet())
        .contains(
            "mlp-sgd-small-loss.svg",
            "mlp-sgd-small-accuracy.svg",
            "mlp-sgd-mlp-small-64-confusion.png",
            "mlp-sgd-mistakes.png");
    page.pictures().values().forEach(picture -> assertThat(picture.bytes()).isNotEmpty());
  }

  @Test
  void everyLinkOfTheContentsLeadsToAHeadingOfItsOwn() {
    String html = page(MadeUp.of(Map.of())).html();
    List<String> anchors =
        Pattern.compile(" id=\"([^\"]*)\"")
            .matcher(html)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(anchors).doesNotHaveDuplicates();
    List<String> links =
        Pattern.compile("href=\"#([^\"]*)\"")
            .matcher(html)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(links).hasSizeGreaterThan(10);
    assertThat(anchors).containsAll(links);
  }

  @Test
  void namesLicenceCitationsAndWhatMadeIt() {
    assertThat(markdown(sgd(MadeUp.run("mlp-small-64", 0, 0.87, 0.4, LOSSES))))
        .contains(
            "Zalando SE, MIT licence",
            "arXiv:1708.07747",
            "A. Koutsomarkos and I. Lakkas",
            "| 2026-01-01T00:00:00Z | a test | def |",
            "| commits of the trainings | abc |",
            "| threads of a training, 0 for one a core | 1 |",
            "| SHA-256 of images | 0123 |",
            "| tensorflow | 2.18.0 |");
  }

  @Test
  void pointsStayPointsInALanguageOfCommas() {
    Reproduction ours = sgd(MadeUp.run("mlp-small-64", 0, 0.8755, 0.4412, LOSSES));
    String before = markdown(ours);
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(markdown(ours)).isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
    }
  }

  private static Reproduction ofSearch(String row, List<FinishedTrial> trials) {
    return MadeUp.of(Map.of(), Map.of(row, MadeUp.search(row, trials)));
  }

  private static FinishedTrial trial(int number, int batchSize, int units, double valAccuracy) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("batch_size", Integer.toString(batchSize));
    parameters.put("learning_rate", number == 1 ? "0.001" : "0.01");
    parameters.put("dropout", "0.2");
    parameters.put("hidden_layers", "3");
    parameters.put("units", Integer.toString(units));
    parameters.put("activation", "relu");
    return new FinishedTrial(number, parameters, valAccuracy, 0.3, 0.9, 0.2, 20, 12.34);
  }

  private static Reproduction sgd(FinishedRun... runs) {
    return MadeUp.of(Map.of("mlp-sgd", List.of(runs)));
  }

  private static Page page(Reproduction ours) {
    return ReproductionReport.of(PAPER, ours);
  }

  private static String markdown(Reproduction ours) {
    return page(ours).markdown();
  }
}
