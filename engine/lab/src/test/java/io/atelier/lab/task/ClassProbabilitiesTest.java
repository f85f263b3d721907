package io.atelier.lab.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.FloatValues;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassProbabilitiesTest {
  private static final Task.Classes THREE = new Task.Classes(List.of("a", "b", "c"), false);
  private static final Task.Classes TWO = new Task.Classes(List.of("no", "yes"), true);

  @Test
  void probabilitiesStayAsTheyAreWhateverTheLossTakes() {
    FloatValues softmax = FloatValues.of(new float[] {0.2f, 0.3f, 0.5f, 1, 0, 0}, 2, 3);
    for (boolean logits : new boolean[] {false, true}) {
      assertThat(ClassProbabilities.of(THREE, softmax, new SparseCategoricalCrossEntropy(logits)))
          .isEqualTo(new float[][] {{0.2f, 0.3f, 0.5f}, {1, 0, 0}});
    }
  }

  /** e / (e + 1 + 1/e) and so on, for logits 1, 0 and -1. */
  @Test
  void logitsBecomeASoftmax() {
    FloatValues logits = FloatValues.of(new float[] {1, 0, -1}, 1, 3);
    float[] row = ClassProbabilities.of(THREE, logits, new SparseCategoricalCrossEntropy(true))[0];
    assertThat(row[0]).isCloseTo(0.665241f, within(1e-6f));
    assertThat(row[1]).isCloseTo(0.2447285f, within(1e-6f));
    assertThat(row[2]).isCloseTo(0.0900306f, within(1e-6f));
  }

  @Test
  void oneOutputIsTheProbabilityOfTheSecondClass() {
    FloatValues sigmoid = FloatValues.of(new float[] {0.25f, 1}, 2, 1);
    assertThat(ClassProbabilities.of(TWO, sigmoid, new BinaryCrossEntropy(true)))
        .isEqualTo(new float[][] {{0.75f, 0.25f}, {0, 1}});
    FloatValues logits = FloatValues.of(new float[] {0, -2}, 2, 1);
    float[][] rows = ClassProbabilities.of(TWO, logits, new BinaryCrossEntropy(true));
    assertThat(rows[0]).containsExactly(0.5f, 0.5f);
    assertThat(rows[1][1]).isCloseTo(0.11920292f, within(1e-6f));
  }

  @Test
  void labelsAreOnesOfTheirOwn() {
    Task.Labels labels = new Task.Labels(List.of("a", "b"));
    FloatValues sigmoids = FloatValues.of(new float[] {0.9f, 0.8f}, 1, 2);
    assertThat(ClassProbabilities.of(labels, sigmoids, new BinaryCrossEntropy(true)))
        .isEqualTo(new float[][] {{0.9f, 0.8f}});
    FloatValues logits = FloatValues.of(new float[] {2, 0}, 1, 2);
    assertThat(ClassProbabilities.of(labels, logits, new BinaryCrossEntropy(true))[0][0])
        .isCloseTo(0.880797f, within(1e-6f));
  }
}
