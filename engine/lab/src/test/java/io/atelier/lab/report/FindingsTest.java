package io.atelier.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.ByteValues;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.lab.task.Task;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingsTest {
  /** The example in scikit-learn's documentation of r2_score and mean_absolute_error. */
  @Test
  void scoresOfNumbersAreThoseOfScikitLearn() {
    Findings found =
        Findings.of(
            new Task.Numbers(List.of()),
            FloatValues.of(new float[] {2.5f, 0, 2, 8}, 4, 1),
            FloatValues.of(new float[] {3, -0.5f, 2, 7}, 4),
            false);
    NumberScores scores = ((Findings.OfNumbers) found).scores().get(0);
    assertThat(scores.meanAbsoluteError()).isEqualTo(0.5);
    assertThat(scores.rootMeanSquaredError()).isCloseTo(0.6123724356957945, within(1e-12));
    assertThat(scores.r2()).isCloseTo(0.9486081370449679, within(1e-12));
    assertThat(scores.bias()).isEqualTo(-0.25);
    assertThat(scores.points()).startsWith(List.of(3.0, 2.5)).hasSize(4);
    assertThat(scores.residuals().counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(4);
  }

  @Test
  void everyNumberOfATargetHasItsOwnScores() {
    Findings found =
        Findings.of(
            new Task.Numbers(List.of(2)),
            FloatValues.of(new float[] {1, 5, 2, 5}, 2, 2),
            FloatValues.of(new float[] {1, 4, 2, 4}, 2, 2),
            false);
    List<NumberScores> scores = ((Findings.OfNumbers) found).scores();
    assertThat(scores.get(0).r2()).isEqualTo(1);
    assertThat(scores.get(1).meanAbsoluteError()).isEqualTo(1);
    assertThat(scores.get(1).r2()).as("all actual values are 4").isNull();
    assertThat(scores.get(1).name()).isEqualTo("target 2");
  }

  @Test
  void pointsOfALargeSetAreEvenlySpaced() {
    double[] values = IntStream.range(0, 2500).mapToDouble(i -> i).toArray();
    NumberScores scores = NumberScores.of("target", values, values);
    assertThat(scores.points()).hasSize(1000).startsWith(List.of(0.0, 0.0), List.of(2.0, 2.0));
    assertThat(scores.points().get(999).get(0)).isEqualTo(2497);
    assertThat(scores.residuals().counts()).containsExactly(2500L);
  }

  @Test
  void aHistogramCountsEveryValueOnce() {
    Histogram histogram = Histogram.of(new double[] {0, 0.1, 1, 9.99, 10});
    assertThat(histogram).isEqualTo(new Histogram(0, 2, List.of(3L, 0L, 0L, 0L, 2L)));
    assertThat(histogram.edges()).containsExactly(0, 2, 4, 6, 8, 10);
  }

  @Test
  void oneOutputTellsTwoClassesApart() {
    Findings found =
        Findings.of(
            new Task.Classes(List.of("no", "yes"), true),
            FloatValues.of(new float[] {0.9f, 0.2f, 0.5f, 0.6f}, 4, 1),
            IntValues.of(new int[] {1, 0, 1, 0}, 4),
            false);
    Findings.OfClasses classes = (Findings.OfClasses) found;
    // As Keras' accuracy has it, 0.5 is a no.
    assertThat(classes.confusion().orElseThrow().counts())
        .isEqualTo(List.of(List.of(1L, 1L), List.of(1L, 1L)));
    assertThat(classes.counts())
        .containsExactly(new ClassCounts(1, 2, 2), new ClassCounts(1, 2, 2));
    assertThat(classes.mistakes()).extracting(Mistake::index).containsExactly(3, 2);
  }

  @Test
  void oneHotTargetsAreClasses() {
    Findings found =
        Findings.of(
            new Task.Classes(List.of("a", "b"), false),
            FloatValues.of(new float[] {0.9f, 0.1f, 0.7f, 0.3f}, 2, 2),
            ByteValues.of(new byte[] {1, 0, 0, 1}, 2, 2),
            false);
    assertThat(((Findings.OfClasses) found).confusion().orElseThrow().counts())
        .isEqualTo(List.of(List.of(1L, 0L), List.of(1L, 0L)));
  }

  @Test
  void hundredsOfClassesHaveCountsAndNoMatrix() {
    List<String> names = IntStream.range(0, 101).mapToObj(Integer::toString).toList();
    float[] outputs = new float[2 * 101];
    outputs[100] = 1;
    outputs[101] = 1;
    Findings found =
        Findings.of(
            new Task.Classes(names, false),
            FloatValues.of(outputs, 2, 101),
            IntValues.of(new int[] {100, 100}, 2),
            false);
    Findings.OfClasses classes = (Findings.OfClasses) found;
    assertThat(classes.confusion()).isEmpty();
    assertThat(classes.counts().get(100)).isEqualTo(new ClassCounts(1, 2, 1));
    assertThat(classes.counts().get(0)).isEqualTo(new ClassCounts(0, 0, 1));
  }

  @Test
  void labelsAreCountedOneByOne() {
    Findings found =
        Findings.of(
            new Task.Labels(List.of("sun", "sea")),
            FloatValues.of(new float[] {0.9f, 0.6f, 0.4f, 0.7f, 0.8f, 0.1f}, 3, 2),
            ByteValues.of(new byte[] {1, 1, 1, 0, 0, 0}, 3, 2),
            false);
    List<ClassCounts> counts = ((Findings.OfLabels) found).counts();
    assertThat(counts).containsExactly(new ClassCounts(1, 2, 2), new ClassCounts(1, 1, 2));
    assertThat(counts.get(1).scores()).isEqualTo(new ClassScores(0.5, 1));
  }

  @Test
  void answersOfAnotherShapeShowNothing() {
    assertThat(
            Findings.of(
                new Task.Numbers(List.of(4)),
                FloatValues.of(new float[8], 1, 8),
                FloatValues.of(new float[4], 1, 4),
                false))
        .isEqualTo(new Findings.None());
  }
}
