package io.atelier.paper.reproduction;

import io.atelier.data.ByteValues;
import io.atelier.data.IntValues;
import io.atelier.data.LabeledImages;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.report.Ending;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.report.Mistake;
import io.atelier.lab.report.Report;
import io.atelier.lab.search.SearchSettings;
import io.atelier.paper.result.FinishedSearch;
import io.atelier.paper.result.FinishedTrial;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import io.atelier.paper.result.Sessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Made-up trainings. */
public final class MadeUp {
  public static final LabeledImages TEST =
      new LabeledImages(
          ByteValues.of(new byte[2 * 4], 2, 2, 2),
          IntValues.of(new int[] {0, 1}, 2),
          List.of("Coat", "Bag"));

  static final Sessions.Session SESSION =
      new Sessions.Session("2026-01-01T00:00:00Z", "a test", "def");

  private MadeUp() {}

  /**
   * {@return a training}
   *
   * @param losses {@code training, validation} of every epoch
   */
  public static FinishedRun run(
      String model, long seed, double testAccuracy, double testLoss, double[]... losses) {
    List<EpochResult> epochs = new ArrayList<>();
    for (double[] loss : losses) {
      epochs.add(
          new EpochResult(
              epochs.size(),
              scores(loss[0], 0.5),
              Optional.of(scores(loss[1], 0.5)),
              0.01f,
              Duration.ofSeconds(1)));
    }
    Report report =
        new Report(
            model,
            50_890,
            seed,
            "CPU",
            "float32",
            epochs.size(),
            "all epochs trained",
            Ending.ALL_EPOCHS,
            epochs.size(),
            null,
            new Report.TestScores(testLoss, Map.of("accuracy", testAccuracy)),
            List.of(List.of(9L, 1L), List.of(3L, 7L)),
            List.of(new Mistake(1, 1, 0, 0.25, 0.75)),
            null,
            null,
            1000,
            10,
            Map.of(),
            new Report.Provenance(
                "2026-01-01T00:00:00Z",
                Map.of("tensorflow", "2.18.0"),
                "abc",
                "/data",
                Map.of("images", "0123")));
    return new FinishedRun(
        report,
        new History(epochs, "all epochs trained"),
        Map.of("execution.threads", "1"),
        "network");
  }

  private static Scores scores(double loss, double accuracy) {
    return new Scores(loss, Map.of("accuracy", accuracy));
  }

  public static Reproduction of(Map<String, List<FinishedRun>> runs) {
    return of(runs, Map.of());
  }

  public static Reproduction of(
      Map<String, List<FinishedRun>> runs, Map<String, FinishedSearch> searches) {
    return new Reproduction(
        "", List.of(), runs, searches, Optional.empty(), TEST, List.of(SESSION));
  }

  /** {@return a search in which two trials failed} */
  public static FinishedSearch search(String row, List<FinishedTrial> trials) {
    return new FinishedSearch(settings(row), trials, 2, OptionalDouble.of(0.8901));
  }

  public static SearchSettings settings(String row) {
    return new ReproductionSettings(
            100,
            1,
            io.atelier.paper.network.PaperNetworks.TRAINING_IMAGES,
            ExecutionConfig.Device.CPU,
            1)
        .search(search(row));
  }

  private static Paper.Search search(String row) {
    return Paper.read().searches().stream()
        .filter(search -> search.row().equals(row))
        .findFirst()
        .orElseThrow();
  }

  /** {@return the paper's best trials, with the settings that it does not print} */
  public static List<FinishedTrial> bestOfThePaper(String row) {
    return search(row).trials().stream().map(trial -> completed(trial, settings(row))).toList();
  }

  private static FinishedTrial completed(FinishedTrial trial, SearchSettings settings) {
    Map<String, String> all = new LinkedHashMap<>(settings.combinations().get(0).values());
    all.putAll(trial.parameters());
    return new FinishedTrial(
        trial.number(),
        all,
        trial.valAccuracy(),
        trial.valLoss(),
        trial.accuracy(),
        trial.loss(),
        trial.epochs(),
        trial.seconds());
  }
}
