package io.atelier.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MistakeTest {
  private static final float[][] PROBABILITIES = {
    {0.75f, 0.25f, 0}, {0.5f, 0.25f, 0.25f}, {0.875f, 0.125f, 0}, {0.25f, 0.25f, 0.5f}
  };
  private static final int[] LABELS = {0, 1, 1, 1};
  private static final int[] PREDICTED = {0, 0, 0, 2};

  @Test
  void theWorstComesFirstAndTheEarlierOnTies() {
    assertThat(Mistake.worst(PROBABILITIES, LABELS, PREDICTED, 25))
        .containsExactly(
            new Mistake(2, 1, 0, 0.125, 0.875),
            new Mistake(1, 1, 0, 0.25, 0.5),
            new Mistake(3, 1, 2, 0.25, 0.5));
  }

  @Test
  void thereAreNoMoreThanAskedFor() {
    assertThat(Mistake.worst(PROBABILITIES, LABELS, PREDICTED, 1)).hasSize(1);
  }

  @Test
  void theLossIsTheCrossEntropy() {
    assertThat(new Mistake(0, 0, 1, 0.25, 0.75).loss()).isCloseTo(1.386294361, within(1e-9));
  }

  @Test
  void f1IsTheHarmonicMeanOfPrecisionAndRecall() {
    List<ClassScores> scores = ClassScores.of(List.of(List.of(9L, 1L), List.of(3L, 7L)));
    assertThat(scores.get(0)).isEqualTo(new ClassScores(0.75, 0.9));
    assertThat(scores.get(0).f1()).isCloseTo(1.35 / 1.65, within(1e-12));
    assertThat(ClassScores.of(List.of(List.of(0L, 1L), List.of(0L, 0L))).get(0).f1()).isZero();
  }
}
