package io.atelier.paper.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.runtime.ModelSummary;
import io.atelier.paper.network.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaperTest {
  private static final Paper PAPER = Paper.read();

  @Test
  void everyTrainingIsOfANetworkOfTheCatalogueWithAsManyWeights() {
    for (Paper.Result result : PAPER.results()) {
      assertThat(ModelSummary.of(Catalogue.find(result.model()).orElseThrow().build()).parameters())
          .as(result.model())
          .isEqualTo(result.parameters());
    }
  }

  @Test
  void everyExperimentHasAllItsTrainings() {
    assertThat(PAPER.experiments().stream().map(row -> PAPER.results(row.row()).size()).toList())
        .isEqualTo(List.of(12, 6, 6, 6, 10));
  }

  @Test
  void searchAccuraciesAreWholeNumbersOfImages() {
    for (Paper.Search search : PAPER.searches()) {
      assertThat(search.trials()).hasSize(5);
      for (FinishedTrial trial : search.trials()) {
        assertThat(trial.valAccuracy() * 9_000 % 1).satisfies(PaperTest::isWhole);
        assertThat(trial.accuracy() * 51_000 % 1).satisfies(PaperTest::isWhole);
      }
    }
  }

  /** Six decimals leave up to 0.0255 of an image. */
  private static void isWhole(double remainder) {
    assertThat(Math.min(remainder, 1 - remainder)).isLessThan(0.03);
  }
}
