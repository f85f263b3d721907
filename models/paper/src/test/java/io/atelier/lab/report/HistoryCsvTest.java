package io.atelier.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCsvTest {
  private static final List<String> METRICS = List.of("accuracy");

  private static final String HEADER =
      "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds\n";

  @Test
  void beforeTheFirstEpochThereIsOnlyTheHeader() {
    assertThat(HistoryCsv.of(History.EMPTY, METRICS)).isEqualTo(HEADER);
  }

  @Test
  void epochsCountFromOne() {
    assertThat(HistoryCsv.of(Histories.of(Histories.epoch(0), Histories.epoch(1)), METRICS))
        .isEqualTo(
            HEADER + "1,1.5,0.25,0.5,0.75,0.01,1.234\n" + "2,1.5,0.25,0.5,0.75,0.01,1.234\n");
  }

  @Test
  void validationIsEmptyWhereThereWasNone() {
    assertThat(HistoryCsv.of(Histories.of(Histories.withoutValidation(0)), METRICS))
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
    assertThat(HistoryCsv.of(Histories.of(epoch), METRICS))
        .isEqualTo(HEADER + "1,0.1,0.7803,NaN,1.0,0.001,61.001\n");
  }

  @Test
  void pointsStayPointsInALanguageOfCommas() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(HistoryCsv.of(Histories.of(Histories.epoch(0)), METRICS))
          .isEqualTo(HEADER + "1,1.5,0.25,0.5,0.75,0.01,1.234\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aTableIsReadBackToTheBit() {
    History history = History.EMPTY;
    for (int epoch = 0; epoch < 1000; epoch++) {
      float tiny = Float.intBitsToFloat(0x3f000000 + 7919 * epoch);
      history =
          history.with(
              new EpochResult(
                  epoch,
                  Histories.scores(tiny, Math.ulp(tiny)),
                  epoch % 2 == 0
                      ? Optional.of(Histories.scores(Float.NaN, 1 - tiny))
                      : Optional.empty(),
                  0.001f / (1 + epoch),
                  Duration.ofMillis(epoch * 1009L)));
    }
    String table = HistoryCsv.of(history, METRICS);
    assertThat(HistoryCsv.of(HistoryCsv.parse(table), METRICS)).isEqualTo(table);
    assertThat(HistoryCsv.parse(table).epochs().get(1)).isEqualTo(history.epochs().get(1));
    assertThat(HistoryCsv.parse(HistoryCsv.of(History.EMPTY, METRICS))).isEqualTo(History.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1",
    "'epoch,loss\n', 1",
    "'HEADER1,1.5,0.25,0.5,0.75,0.01', 1",
    "'HEADER1,1.5,0.25,0.5,0.75,0.01\n', 2",
    "'HEADER2,1.5,0.25,0.5,0.75,0.01,1.234\n', 2",
    "'HEADER1,1.5,0.25,0.5,0.75,0.01,1.234\n2,x,0.25,0.5,0.75,0.01,1.234\n', 3",
    "'HEADER1,1.5,0.25,0.5,0.75,0.01,1.2345\n', 2",
  })
  void namesTheLineThatIsDamaged(String table, int line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryCsv.parse(table.replace("\\n", "\n").replace("HEADER", HEADER)))
        .withMessage("line %s is no row of %s", Integer.toString(line), HEADER.strip());
  }

  @ParameterizedTest
  @CsvSource({
    "'1,-0.5,0.25,0.5,0.75,0.01,1.234', 'loss', 'at least 0', '-0.5'",
    "'1,1.5,-1,0.5,0.75,0.01,1.234', 'accuracy', 'a share in [0, 1]', '-1.0'",
    "'1,1.5,NaN,0.5,0.75,0.01,1.234', 'accuracy', 'a share in [0, 1]', 'NaN'",
    "'1,1.5,0.25,-1,0.75,0.01,1.234', 'val_loss', 'at least 0', '-1.0'",
    "'1,1.5,0.25,0.5,1.5,0.01,1.234', 'val_accuracy', 'a share in [0, 1]', '1.5'",
    "'1,1.5,0.25,0.5,0.75,-0.5,1.234', 'learning_rate', 'a number of at least 0', '-0.5'",
    "'1,1.5,0.25,0.5,0.75,NaN,1.234', 'learning_rate', 'a number of at least 0', 'NaN'",
    "'1,1.5,0.25,0.5,0.75,1e99,1.234', 'learning_rate', 'a number of at least 0', 'Infinity'",
    "'1,1.5,0.25,0.5,0.75,0.01,-1.234', 'seconds', 'at least 0', '-1.234'",
  })
  void namesTheNumberThatNoTrainingGives(String row, String column, String rule, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryCsv.parse(HEADER + row + "\n"))
        .withMessage("%s in line 2 needs %s, got %s", column, rule, value);
  }

  @Test
  void aScheduleThatCameToARateOfZeroIsReadBack() {
    assertThat(HistoryCsv.parse(HEADER + "1,1.5,0.25,0.5,0.75,0,1.234\n").last().learningRate())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity"})
  void aTrainingThatDivergedIsReadBack(String loss) {
    String table = HEADER + "1,%s,0.1,%s,0.1,0.01,1.234\n".replace("%s", loss);
    assertThat(HistoryCsv.of(HistoryCsv.parse(table), METRICS)).isEqualTo(table);
  }

  /** A loss may be below 0 where its formula is, and a metric anything. */
  @Test
  void hasAColumnForEveryMetric() {
    Scores scores = new Scores(-1.5, Map.of("mean_absolute_error", 0.25));
    History history =
        Histories.of(
            new EpochResult(0, scores, Optional.of(scores), 0.01f, Duration.ofMillis(1234)),
            new EpochResult(1, scores, Optional.empty(), 0.01f, Duration.ofMillis(1234)));
    List<String> metrics = List.of("mean_absolute_error");
    String table = HistoryCsv.of(history, metrics);
    assertThat(table)
        .isEqualTo(
            """
            epoch,loss,mean_absolute_error,val_loss,val_mean_absolute_error,learning_rate,seconds
            1,-1.5,0.25,-1.5,0.25,0.01,1.234
            2,-1.5,0.25,,,0.01,1.234
            """);
    assertThat(HistoryCsv.parse(table).epochs()).isEqualTo(history.epochs());
    History none =
        Histories.of(
            new EpochResult(0, new Scores(1, Map.of()), Optional.empty(), 1, Duration.ZERO));
    assertThat(HistoryCsv.of(none, List.of()))
        .startsWith("epoch,loss,val_loss,learning_rate,seconds\n");
    assertThat(HistoryCsv.parse(HistoryCsv.of(none, List.of())).epochs()).isEqualTo(none.epochs());
  }
}
