package io.atelier.paper.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.search.Trial;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.config.KernelInitializer;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.json.Json;
import io.atelier.lab.search.SearchSettings;
import io.atelier.paper.network.Catalogue;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is trained for which row of the paper. */
class ReproductionSettingsTest {
  private static final Paper PAPER = Paper.read();
  private static final double[][] LOSSES = {{1, 0.6}, {0.5, 0.5}};

  static ReproductionSettings whole() {
    return new ReproductionSettings(100, 3, 51_000, ExecutionConfig.Device.AUTO, 0);
  }

  @Test
  void trainingsHaveThePapersSettings() {
    RunConfig sgd = config("mlp-sgd", "mlp-small-64-he");
    assertThat(sgd).isEqualTo(defaults("mlp-small-64-he"));
    assertThat(sgd.training().optimizer()).isEqualTo(new Sgd(new ConstantRate(0.01), 0.8, true));
    assertThat(sgd.stopping().patience()).isZero();
    assertThat(sgd.training().epochs()).isEqualTo(100);

    RunConfig dropout = config("mlp-adam-dropout", "mlp-large-128");
    assertThat(dropout.training().optimizer())
        .isEqualTo(new Adam(new InverseTimeDecay(0.001, 1_593_750, 1)));
    assertThat(dropout.model())
        .isEqualTo(
            Catalogue.find("mlp-large-128")
                .orElseThrow()
                .build(0.2, KernelInitializer.GLOROT_UNIFORM));
    assertThat(dropout.stopping().patience()).isEqualTo(10);

    assertThat(config("cnn", "cnn-small-32")).isEqualTo(defaults("cnn-small-32"));
  }

  private static RunConfig defaults(String model) {
    return RunConfigs.of(Json.MAPPER.createObjectNode().put("model", model).put("limit", 51_000));
  }

  private static RunConfig config(String row, String model) {
    return whole().training(PAPER.experiment(row), model, 0).config();
  }

  @Test
  void searchesHaveThePapersTrialsWhoeverStopsThemEarlier() {
    SearchSettings search = whole().search(PAPER.searches().get(0));
    assertThat(search.trials()).isEqualTo(21);
    assertThat(search.patience()).isEqualTo(10);
    List<Trial> few = trials(search.withTrials(5));
    assertThat(trials(search).subList(0, 5)).isEqualTo(few);
    assertThat(whole().search(PAPER.searches().get(1)).trials()).isEqualTo(86);
  }

  private static List<Trial> trials(SearchSettings search) {
    var combinations = search.strategy().combinations(search.space().searched());
    return java.util.stream.IntStream.range(0, combinations.size())
        .mapToObj(i -> new Trial(i + 1, combinations.get(i)))
        .toList();
  }

  @Test
  void theNetworkOfTheFeatureMapsIsTrainedForThemAlone() {
    assertThat(trainings("feature-maps").ofTheTables())
        .extracting(PlannedTraining::toString)
        .containsExactly("cnn cnn-large-64-128-256-dense256");
    assertThat(trainings("cnn", "feature-maps").ofTheTables()).hasSize(10);
    assertThat(trainings("eda", "mlp-search").ofTheTables()).isEmpty();
    assertThat(trainings(PAPER.rows().toArray(String[]::new)).ofTheTables()).hasSize(40);
  }

  @Test
  void otherSeedsAreTrainedOfEverySizeAndOfWhatIsFarFromThePaper() {
    Reproduction ours =
        MadeUp.of(
            Map.of(
                "mlp-adam",
                List.of(
                    MadeUp.run("mlp-small-128", 0, 0.8807 - 0.0151, 0.4, LOSSES),
                    MadeUp.run("mlp-large-128", 0, 0.8835 + 0.0149, 0.4, LOSSES))));
    assertThat(trainings("mlp-adam").ofOtherSeeds(ours))
        .extracting(PlannedTraining::toString)
        .containsExactly(
            "mlp-adam mlp-small-64 with seed 1",
            "mlp-adam mlp-small-64 with seed 2",
            "mlp-adam mlp-small-128 with seed 1",
            "mlp-adam mlp-small-128 with seed 2",
            "mlp-adam mlp-medium-64 with seed 1",
            "mlp-adam mlp-medium-64 with seed 2",
            "mlp-adam mlp-large-64 with seed 1",
            "mlp-adam mlp-large-64 with seed 2");
  }

  @Test
  void everyTrainingHasAFolderOfItsOwn() {
    PlannedTraining training = whole().training(PAPER.experiment("cnn"), "cnn-small-32", 2);
    assertThat(training.in(Path.of("runs"))).isEqualTo(Path.of("runs/cnn/cnn-small-32/seed-2"));
  }

  @Test
  void settingsOutOfTheirRangeAreRefused() {
    assertThatThrownBy(() -> new ReproductionSettings(101, 1, 100, ExecutionConfig.Device.CPU, 0))
        .hasMessage("--epochs needs 1 to the paper's 100, got 101");
    assertThatThrownBy(() -> new ReproductionSettings(1, 0, 100, ExecutionConfig.Device.CPU, 0))
        .hasMessage("--seeds needs at least 1, got 0");
    for (int limit : new int[] {0, 51_001}) {
      assertThatThrownBy(() -> new ReproductionSettings(1, 1, limit, ExecutionConfig.Device.CPU, 0))
          .hasMessage("--limit needs 1 to 51000 images, got " + limit);
    }
  }

  private static Trainings trainings(String... rows) {
    return new Trainings(PAPER, whole(), Set.of(rows));
  }
}
