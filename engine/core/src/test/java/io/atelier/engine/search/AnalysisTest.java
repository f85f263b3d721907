package io.atelier.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.atelier.engine.training.Monitor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalysisTest {
  private static final Monitor LOSS = Monitor.VALIDATION_LOSS;

  /** Ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: 4.5 / sqrt(4.5 * 5). */
  @Test
  void equalValuesShareTheirRanks() {
    double[] x = {10, 20, 20, 30};
    double[] y = {0.1, 0.3, 0.2, 0.9};
    assertThat(RankCorrelation.ranks(x)).containsExactly(1, 2.5, 2.5, 4);
    assertThat(RankCorrelation.spearman(x, y).orElseThrow())
        .isCloseTo(4.5 / Math.sqrt(22.5), within(1e-12));
    // Ranks 2, 2, 2, 4 and 2.5, 1, 4, 2.5: 0 / ...
    assertThat(RankCorrelation.spearman(new double[] {1, 1, 1, 2}, new double[] {5, 4, 6, 5}))
        .hasValue(0);
  }

  /** The example of Wikipedia's article: IQ and hours before television, -29/165. */
  @Test
  void agreesWithAPublishedExample() {
    double[] iq = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
    double[] hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
    assertThat(RankCorrelation.spearman(iq, hours).orElseThrow())
        .isCloseTo(-29 / 165.0, within(1e-12));
  }

  @Test
  void whatNeverChangesGoesWithNothing() {
    assertThat(RankCorrelation.spearman(new double[] {1, 1}, new double[] {1, 2})).isEmpty();
    assertThat(RankCorrelation.spearman(new double[] {1}, new double[] {2})).isEmpty();
    assertThat(RankCorrelation.spearman(new double[0], new double[0])).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankCorrelation.spearman(new double[] {1}, new double[] {Double.NaN}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankCorrelation.spearman(new double[] {1}, new double[] {1, 2}));
  }

  /**
   * Units explain 13.5 of a variance of 17.5, chance alone would 1; of the activation groups, 135
   * and 246, less than chance.
   */
  @Test
  void theSettingThatMatteredMostStandsFirst() {
    List<Tried> tried =
        List.of(
            tried(1, "relu", 64),
            tried(2, "tanh", 64),
            tried(3, "relu", 64),
            tried(4, "tanh", 9),
            tried(5, "relu", 9),
            tried(6, "tanh", 9));
    Analysis analysis = Analysis.of(tried, LOSS);
    assertThat(analysis.trials()).isEqualTo(6);
    assertThat(analysis.effects())
        .extracting(Effect::setting)
        .containsExactly("units", "activation");
    Effect units = analysis.effects().get(0);
    assertThat(units.groups())
        .containsExactly(new Effect.Group("9", 3, 5, 4, 1), new Effect.Group("64", 3, 2, 1, 1));
    assertThat(units.importance().orElseThrow()).isCloseTo(12.5 / 17.5, within(1e-12));
    // Ranks 5, 5, 5, 2, 2, 2 and 1 to 6: -13.5 / sqrt(13.5 * 17.5).
    assertThat(units.correlation().orElseThrow())
        .isCloseTo(-13.5 / Math.sqrt(13.5 * 17.5), within(1e-12));
    Effect activation = analysis.effects().get(1);
    assertThat(activation.correlation()).isEmpty();
    assertThat(activation.importance()).hasValue(0);
    assertThat(activation.groups()).extracting(Effect.Group::value).containsExactly("relu", "tanh");
  }

  @Test
  void theBestIsTheObjectives() {
    List<Tried> tried = List.of(tried(1, "a", 1), tried(2, "a", 2), tried(3, "a", 1));
    Monitor accuracy = Monitor.of("val_accuracy");
    assertThat(Analysis.of(tried, accuracy).effects().get(0).groups().get(0).best()).isEqualTo(3);
    assertThat(Analysis.of(tried, LOSS).effects().get(0).groups().get(0).best()).isEqualTo(1);
  }

  @Test
  void manyNumbersArePutTogetherInRanges() {
    List<Tried> tried = IntStream.range(0, 40).mapToObj(i -> tried(i, "a", (i * 7) % 20)).toList();
    Effect units = Analysis.of(tried, LOSS).effects().get(0);
    assertThat(units.groups())
        .extracting(Effect.Group::value)
        .containsExactly("0 to 4", "5 to 9", "10 to 14", "15 to 19");
    assertThat(units.groups()).extracting(Effect.Group::trials).containsOnly(10);
  }

  /** Of eight numbers that were drawn, none came twice: each by itself would say nothing. */
  @Test
  void numbersThatWereTriedOncePutTogetherExplainSomething() {
    List<Tried> tried = IntStream.range(0, 8).mapToObj(i -> tried(i, "a", 10 + i)).toList();
    Effect units = Analysis.of(tried, LOSS).effects().get(0);
    assertThat(units.groups())
        .extracting(Effect.Group::value)
        .containsExactly("10 to 11", "12 to 13", "14 to 15", "16 to 17");
    // 2 of 42 is inside the groups, chance would explain 3 * 2 / 4.
    assertThat(units.importance().orElseThrow()).isCloseTo((42 - 2 - 1.5) / 42, within(1e-12));
  }

  @Test
  void nothingTriedHasNoEffects() {
    assertThat(Analysis.of(List.of(), LOSS).effects()).isEmpty();
    assertThat(Analysis.of(List.of(tried(1, "a", 1)), LOSS).effects()).isEmpty();
    // Every value once: who knows what was chance.
    assertThat(Analysis.of(List.of(tried(1, "a", 1), tried(2, "a", 2)), LOSS).effects())
        .singleElement()
        .satisfies(effect -> assertThat(effect.importance()).isEmpty());
    assertThatIllegalArgumentException().isThrownBy(() -> tried(Double.NaN, "a", 1));
  }

  private static Tried tried(double objective, String activation, int units) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("activation", activation);
    values.put("units", Integer.toString(units));
    return new Tried(new Combination(values), objective);
  }
}
