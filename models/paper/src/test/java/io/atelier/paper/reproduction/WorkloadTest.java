package io.atelier.paper.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.paper.result.Paper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  @Test
  void theTimeLeftIsThatOfTheRestAtThePaceOfThisProcess() {
    Workload workload = new Workload();
    workload.plan("before", 100);
    workload.plan("now", 60);
    workload.plan("later", 240);
    workload.found("before", 1);
    assertThat(workload.share()).isEqualTo(0.25);
    assertThat(workload.left(Duration.ofSeconds(10))).isEmpty();

    workload.reached("now", 0.5);
    assertThat(workload.share()).isEqualTo(130.0 / 400);
    // 30 of the units took 20 seconds; 270 are left.
    assertThat(workload.left(Duration.ofSeconds(20))).contains(Duration.ofSeconds(180));
  }

  @Test
  void whatAnEarlierProcessDidOfAPieceDoesNotCountAsThisOnesPace() {
    Workload workload = new Workload();
    workload.plan("piece", 100);
    workload.found("piece", 0.4);
    workload.plan("piece", 100);
    workload.found("piece", 0.4);
    workload.reached("piece", 0.6);
    // 20 of the units took 10 seconds; 40 are left.
    assertThat(workload.left(Duration.ofSeconds(10))).contains(Duration.ofSeconds(20));
    workload.reached("piece", 1);
    assertThat(workload.left(Duration.ofSeconds(30))).contains(Duration.ZERO);
    assertThat(workload.share()).isEqualTo(1);
  }

  @Test
  void everyTrainingAndEverySearchOfThePaperHasACost() {
    Paper paper = Paper.read();
    ReproductionSettings settings = ReproductionSettingsTest.whole();
    Costs costs = Costs.read();
    for (Paper.Result result : paper.results()) {
      PlannedTraining training =
          settings.training(paper.experiment(result.row()), result.model(), 0);
      assertThat(costs.of(training)).as(training.toString()).isBetween(20.0, 5_000.0);
    }
    for (Paper.Search search : paper.searches()) {
      assertThat(costs.ofTrial(search.row(), settings)).isBetween(10.0, 1_000.0);
    }
  }
}
