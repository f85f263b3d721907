package io.atelier.models.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryCsvTest {
  private static final String HEADER =
      "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds\n";

  @Test
  void beforeTheFirstEpochThereIsOnlyTheHeader() {
    assertThat(HistoryCsv.of(History.EMPTY)).isEqualTo(HEADER);
  }

  @Test
  void epochsCountFromOne() {
    assertThat(HistoryCsv.of(Histories.of(Histories.epoch(0), Histories.epoch(1))))
        .isEqualTo(
            HEADER + "1,1.5,0.25,0.5,0.75,0.01,1.234\n" + "2,1.5,0.25,0.5,0.75,0.01,1.234\n");
  }

  @Test
  void validationIsEmptyWhereThereWasNone() {
    assertThat(HistoryCsv.of(Histories.of(Histories.withoutValidation(0))))
        .isEqualTo(HEADER + "1,1.5,0.25,,,0.01,1.234\n");
  }

  @Test
  void numbersHaveAllDigitsOfTheirFloatAndNoMore() {
    EpochResult epoch =
        new EpochResult(
            0,
            Histories.scores(0.1f, 0.7803f),
            Optional.of(Histories.scores(Double.NaN, 1)),
            0.001f,
            Duration.ofNanos(61_000_500_000L));
    assertThat(HistoryCsv.of(Histories.of(epoch)))
        .isEqualTo(HEADER + "1,0.1,0.7803,NaN,1.0,0.001,61.001\n");
  }

  @Test
  void pointsStayPointsInALanguageOfCommas() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(HistoryCsv.of(Histories.of(Histories.epoch(0))))
          .isEqualTo(HEADER + "1,1.5,0.25,0.5,0.75,0.01,1.234\n");
    } finally {
      Locale.setDefault(before);
    }
  }
}
