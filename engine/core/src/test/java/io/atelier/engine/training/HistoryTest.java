package io.atelier.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  void anotherEpochLeavesTheHistoryItIsAddedToAsItWas() {
    History one = History.EMPTY.with(FakeLearner.result(0, 1.0));
    History two = one.with(FakeLearner.result(1, 0.5));

    assertThat(one.epochs()).hasSize(1);
    assertThat(two.last()).isEqualTo(FakeLearner.result(1, 0.5));
  }

  @Test
  void anEmptyHistoryHasNoLastEpoch() {
    assertThatIllegalStateException()
        .isThrownBy(History.EMPTY::last)
        .withMessage("History needs a finished epoch, got none; train for at least one");
  }

  @Test
  void quantitiesGoByKerasNames() {
    EpochResult result = FakeLearner.result(0, 0.25);

    assertThat(result.quantities()).containsExactly("loss", "accuracy", "val_loss", "val_accuracy");
    assertThat(result.quantity("loss")).contains(0.5);
    assertThat(result.quantity("val_loss")).contains(0.25);
    assertThat(result.quantity("accuracy")).contains(0.75);
    assertThat(result.quantity("val_accuracy")).contains(0.75);
  }

  @Test
  void withoutValidationItsQuantitiesAreMissing() {
    EpochResult result =
        new EpochResult(0, new Scores(1, Map.of()), Optional.empty(), 0.1, Duration.ZERO);

    assertThat(result.quantity("val_loss")).isEmpty();
    assertThat(result.quantities()).containsExactly("loss");
  }

  @Test
  void metricsKeepTheirOrder() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("z", 1.0);
    metrics.put("a", 2.0);

    assertThat(new Scores(0, metrics).metrics().keySet()).containsExactly("z", "a");
  }

  @Test
  void namesAMetricThatWasNotWatched() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Scores(1, Map.of("accuracy", 0.5)).metric("auc"))
        .withMessage(
            "Scores needs a watched metric, got auc; add it to the training's metrics beside [accuracy]");
  }
}
