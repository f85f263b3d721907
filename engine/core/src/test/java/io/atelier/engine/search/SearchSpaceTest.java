package io.atelier.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.search.Compared.Relation;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new Dimension("units", List.of("64", "128", "256")),
              new Dimension("strides", List.of("1x1", "2x2"))));

  @Test
  void theLastDimensionChangesFastest() {
    assertThat(SPACE.size()).isEqualTo(6);
    assertThat(new Grid().combinations(SPACE))
        .extracting(Combination::toString)
        .containsExactly(
            "units 64, strides 1x1",
            "units 64, strides 2x2",
            "units 128, strides 1x1",
            "units 128, strides 2x2",
            "units 256, strides 1x1",
            "units 256, strides 2x2");
  }

  @Test
  void aSampleHasDifferentCombinationsAndIsTheSeeds() {
    SearchSpace large = digits(4);
    List<Combination> drawn = new RandomSample(500, 1).combinations(large);
    assertThat(new HashSet<>(drawn)).hasSize(500);
    assertThat(new RandomSample(500, 1).combinations(large)).isEqualTo(drawn);
    assertThat(new RandomSample(500, 2).combinations(large)).isNotEqualTo(drawn);
    assertThat(new RandomSample(6, 1).combinations(SPACE))
        .containsExactlyInAnyOrderElementsOf(new Grid().combinations(SPACE));
  }

  /** A standard deviation is 9.5. */
  @Test
  void aSampleTakesEveryValueEquallyOften() {
    List<Combination> drawn = new RandomSample(1000, 7).combinations(digits(18));
    for (String name : List.of("d0", "d17")) {
      for (int digit = 0; digit < 10; digit++) {
        String value = "" + digit;
        assertThat(drawn.stream().filter(it -> it.values().get(name).equals(value)).count())
            .isBetween(60L, 140L);
      }
    }
  }

  @Test
  void aFractionIsRounded() {
    assertThat(RandomSample.fraction(SPACE, 0.5, 3)).isEqualTo(new RandomSample(3, 3));
    assertThat(RandomSample.fraction(digits(2), 0.218, 0).trials()).isEqualTo(21);
    assertThat(RandomSample.fraction(digits(2), 0.208, 0).trials()).isEqualTo(20);
    assertThat(RandomSample.fraction(SPACE, 0.01, 0).trials()).isEqualTo(1);
  }

  @Test
  void halvingComparesAfterEverMoreEpochs() {
    SuccessiveHalving halving = new SuccessiveHalving(new RandomSample(9, 0), 3, 3);
    assertThat(halving.rungs(100)).containsExactly(3, 9, 27, 81, 100);
    assertThat(halving.rungs(27)).containsExactly(3, 9, 27);
    assertThat(halving.rungs(2)).containsExactly(2);
    assertThat(IntStream.of(9, 8, 2, 1, 0).map(halving::promoted)).containsExactly(3, 2, 1, 1, 0);
    assertThat(new Grid().rungs(7)).containsExactly(7);
  }

  @Test
  void onlyWhatMeetsAllConditionsIsTried() {
    SearchSpace met =
        new SearchSpace(
            SPACE.dimensions(),
            List.of(),
            List.of(
                Condition.of("units", Relation.MORE_THAN, "64.0"),
                new Condition(
                    List.of(
                        new Compared("strides", Relation.IS, "2x2"),
                        new Compared("units", Relation.AT_LEAST, "256")))));
    List<String> three =
        List.of("units 128, strides 2x2", "units 256, strides 1x1", "units 256, strides 2x2");
    assertThat(new Grid().combinations(met))
        .extracting(Combination::toString)
        .containsExactlyElementsOf(three);
    assertThat(met.most()).isEqualTo(3);
    assertThat(new RandomSample(3, 4).combinations(met))
        .extracting(Combination::toString)
        .containsExactlyInAnyOrderElementsOf(three);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomSample(4, 4).combinations(met))
        .withMessage(
            "RandomSample needs a space of at least 4 combinations that meet its conditions, got 3;"
                + " ask for fewer trials");
  }

  @Test
  void settingsAreComparedWithEachOther() {
    Combination combination = new Combination(Map.of("a", "2", "b", "2.0", "c", "x"));
    for (Relation relation : Relation.values()) {
      assertThat(Condition.of("a", relation, "b").holds(combination))
          .as(relation.toString())
          .isEqualTo(Set.of(Relation.IS, Relation.AT_LEAST, Relation.AT_MOST).contains(relation));
    }
    assertThat(Condition.of("a", Relation.LESS_THAN, "3").holds(combination)).isTrue();
    assertThat(Condition.of("c", Relation.IS_NOT, "y").holds(combination)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Condition.of("a", Relation.AT_MOST, "c").holds(combination))
        .withMessage(
            "Compared needs numbers to compare a with c, got x; use IS or IS_NOT for others");
  }

  /** Of 1000 draws half are in either half, by their logarithms; a standard deviation is 16. */
  @Test
  void numbersAreDrawnFromTheirRange() {
    SearchSpace space =
        new SearchSpace(
            List.of(new Dimension("units", List.of("8"))),
            List.of(
                new Interval("rate", 1e-4, 1e-2, true, false),
                new Interval("dropout", 0, 0.5, false, false),
                new Interval("layers", 1, 4, false, true)),
            List.of());
    List<Combination> drawn = new RandomSample(1000, 3).combinations(space);
    assertThat(new RandomSample(1000, 3).combinations(space)).isEqualTo(drawn);
    assertThat(drawn).doesNotHaveDuplicates().hasSize(1000);
    assertThat(numbers(drawn, "rate")).allMatch(it -> it >= 1e-4 && it <= 1e-2);
    assertThat(numbers(drawn, "rate").stream().filter(it -> it < 1e-3)).hasSizeBetween(430, 570);
    assertThat(numbers(drawn, "dropout").stream().filter(it -> it < 0.25)).hasSizeBetween(430, 570);
    assertThat(numbers(drawn, "layers")).contains(1.0, 2.0, 3.0, 4.0).allMatch(it -> it % 1 == 0);
    assertThat(drawn.get(0).values().keySet())
        .containsExactly("units", "rate", "dropout", "layers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grid().combinations(space))
        .withMessage(
            "Grid needs settings with listed values, got rate, dropout, layers, drawn from a range;"
                + " give it a choice or a step, or draw the trials at random");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomSample.fraction(space, 0.5, 0))
        .withMessageContaining("got a fraction; say how many trials");
  }

  private static List<Double> numbers(List<Combination> drawn, String name) {
    return drawn.stream().map(it -> Double.valueOf(it.values().get(name))).toList();
  }

  /** There are only two whole numbers: the third trial would be drawn for ever. */
  @Test
  void aRangeThatGivesNothingNewIsSaid() {
    SearchSpace two =
        new SearchSpace(List.of(), List.of(new Interval("layers", 1, 2, false, true)), List.of());
    assertThat(new RandomSample(2, 0).combinations(two)).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomSample(3, 0).combinations(two))
        .withMessageContaining("at least 3 combinations, got 2");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SearchSpace(
                    SPACE.dimensions(),
                    List.of(),
                    List.of(Condition.of("unit", Relation.IS, "64"))))
        .withMessage(
            "SearchSpace needs conditions on its settings [units, strides], got one on unit;"
                + " correct the name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interval("rate", 0, 1, true, false))
        .withMessageContaining(
            "Interval rate needs numbers above 0 for a logarithmic range, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interval("rate", 1, 1, false, false))
        .withMessageContaining(
            "Interval rate needs a low number and a higher one, got 1.0 and 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dimension("units", List.of("64", "64")))
        .withMessage(
            "Dimension units needs at least one value and none twice, got [64, 64]; give a list of"
                + " different values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SearchSpace(List.of()))
        .withMessage(
            "SearchSpace needs at least one dimension and none twice, got []; give each setting"
                + " once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SearchSpace(Collections.nCopies(2, new Dimension("x", List.of("1")))))
        .withMessageContaining("got [x, x]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> digits(19))
        .withMessage(
            "SearchSpace needs at most 2^63 - 1 combinations, got more; leave out dimensions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomSample(7, 0).combinations(SPACE))
        .withMessage(
            "RandomSample needs a space of at least 7 combinations, got 6; ask for fewer trials");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomSample.fraction(SPACE, 1.1, 0))
        .withMessage("RandomSample needs a fraction in (0, 1], got 1.1; give a share of all");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomSample(0, 0))
        .withMessage("RandomSample needs at least 1 trial, got 0; give a positive number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SuccessiveHalving(new RandomSample(1, 0), 1, 1))
        .withMessageContaining("a factor of at least 2, got 1 and 1");
  }

  /** {@return a space of 10^n combinations} */
  private static SearchSpace digits(int n) {
    List<String> values = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return new SearchSpace(
        IntStream.range(0, n).mapToObj(i -> new Dimension("d" + i, values)).toList());
  }
}
