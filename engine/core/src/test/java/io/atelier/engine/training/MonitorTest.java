package io.atelier.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorTest {
  @ParameterizedTest
  @CsvSource({
    "val_loss, false",
    "loss, false",
    "accuracy, true",
    "val_accuracy, true",
    "top_5_accuracy, true",
    "val_acc, true",
    "val_auc, true",
    "accuracy_loss, false"
  })
  void theNameTellsTheDirection(String quantity, boolean largerIsBetter) {
    assertThat(Monitor.of(quantity)).isEqualTo(new Monitor(quantity, largerIsBetter));
  }
}
