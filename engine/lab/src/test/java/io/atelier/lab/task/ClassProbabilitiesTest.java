package io.atelier.lab.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.FloatValues;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassProbabilitiesTest {
  private static final Task.Classes THREE = new Task.Classes(List.of("a", "b", "c"), false);
  private static final Task.Classes TWO = new Task.Classes(List.of("no", "yes"), true);

  /** Also those that look like the other: only the model's structure tells. */
  @Test
  void valuesDoNotSayWhetherTheyAreLogits() {
    FloatValues values = FloatValues.of(new float[] {0.2f, 0.3f, 0.5f, 1, 0, 0}, 2, 3);
    assertThat(ClassProbabilities.of(THREE, values, false))
        .isEqualTo(new float[][] {{0.2f, 0.3f, 0.5f}, {1, 0, 0}});
    assertThat(ClassProbabilities.of(THREE, values, true)[1][0])
        .isCloseTo(0.576117f, within(1e-6f));
  }

  /** e / (e + 1 + 1/e) and so on, for logits 1, 0 and -1. */
  @Test
  void logitsBecomeASoftmax() {
    FloatValues logits = FloatValues.of(new float[] {1, 0, -1}, 1, 3);
    float[] row = ClassProbabilities.of(THREE, logits, true)[0];
    assertThat(row[0]).isCloseTo(0.665241f, within(1e-6f));
    assertThat(row[1]).isCloseTo(0.2447285f, within(1e-6f));
    assertThat(row[2]).isCloseTo(0.0900306f, within(1e-6f));
  }

  @Test
  void oneOutputIsTheProbabilityOfTheSecondClass() {
    FloatValues sigmoid = FloatValues.of(new float[] {0.25f, 1}, 2, 1);
    assertThat(ClassProbabilities.of(TWO, sigmoid, false))
        .isEqualTo(new float[][] {{0.75f, 0.25f}, {0, 1}});
    FloatValues logits = FloatValues.of(new float[] {0, -2}, 2, 1);
    float[][] rows = ClassProbabilities.of(TWO, logits, true);
    assertThat(rows[0]).containsExactly(0.5f, 0.5f);
    assertThat(rows[1][1]).isCloseTo(0.11920292f, within(1e-6f));
  }

  @Test
  void labelsAreOnesOfTheirOwn() {
    Task.Labels labels = new Task.Labels(List.of("a", "b"));
    FloatValues sigmoids = FloatValues.of(new float[] {0.9f, 0.8f}, 1, 2);
    assertThat(ClassProbabilities.of(labels, sigmoids, false))
        .isEqualTo(new float[][] {{0.9f, 0.8f}});
    FloatValues logits = FloatValues.of(new float[] {2, 0}, 1, 2);
    assertThat(ClassProbabilities.of(labels, logits, true)[0][0])
        .isCloseTo(0.880797f, within(1e-6f));
  }
}
