package io.atelier.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes that Keras' "accuracy" tells apart. */
class AccuracyTest {

  /** The score of a model that answers its inputs, evaluated and over an epoch of batches of 2. */
  private static double score(Metric metric, FloatValues outputs, Values targets) {
    Examples examples = new Examples(outputs, targets);
    long[] shape = outputs.exampleShape().stream().mapToLong(Integer::longValue).toArray();
    try (Program program =
        Program.compile(
            Model.of("same", Input.floats(shape), new Dropout(0)),
            new Training(new Sgd(1), (tf, it, wanted) -> it.values(), List.of(metric), 2, 0, false),
            examples,
            examples)) {
      double evaluated = program.evaluate(examples).metric(metric.name());
      assertThat(
              program
                  .trainEpoch(0, progress -> Verdict.CONTINUE)
                  .orElseThrow()
                  .training()
                  .metric(metric.name()))
          .isEqualTo(evaluated);
      return evaluated;
    }
  }

  static Stream<Values> fourYesOrNo() {
    return Stream.of(
        IntValues.of(new int[] {1, 1, 0, 1}, 4),
        IntValues.of(new int[] {1, 1, 0, 1}, 4, 1),
        ByteValues.of(new byte[] {1, 1, 0, 1}, 4),
        FloatValues.of(new float[] {1, 1, 0, 1}, 4, 1));
  }

  @ParameterizedTest
  @MethodSource("fourYesOrNo")
  void oneOutputIsYesAboveAHalf(Values targets) {
    FloatValues outputs = FloatValues.of(new float[] {0.9f, 0.5f, 0.1f, 0.51f}, 4, 1);

    assertThat(score(new Accuracy(), outputs, targets)).isEqualTo(0.75);
  }

  @Test
  void oneOutputAStepIsYesOrNoForEach() {
    FloatValues outputs = FloatValues.of(new float[] {0.9f, 0.9f, 0.1f, 0.1f}, 2, 2, 1);

    assertThat(score(new Accuracy(), outputs, IntValues.of(new int[] {1, 1, 1, 0}, 2, 2)))
        .isEqualTo(0.75);
    assertThat(score(new Accuracy(), outputs, IntValues.of(new int[] {1, 1, 1, 0}, 2, 2, 1)))
        .isEqualTo(0.75);
  }

  @Test
  void classNumbersOfSequencesAreComparedStepByStep() {
    // Classes 2, 0 and 1, 1 are predicted.
    FloatValues outputs = FloatValues.of(new float[] {0, 1, 2, 5, 4, 3, 1, 2, 0, 0, 9, 1}, 2, 2, 3);
    IntValues labels = IntValues.of(new int[] {2, 0, 1, 2}, 2, 2);

    assertThat(score(new Accuracy(), outputs, labels)).isEqualTo(0.75);
    assertThat(score(new Accuracy(), outputs, labels.reshape(2, 1))).isEqualTo(0.75);
    assertThat(score(new TopKAccuracy(1), outputs, labels)).isEqualTo(0.75);
    assertThat(score(new TopKAccuracy(2), outputs, labels)).isEqualTo(1);
  }

  @Test
  void rowsOfSequencesAreComparedByTheirLargest() {
    FloatValues outputs = FloatValues.of(new float[] {0, 1, 2, 0}, 1, 2, 2);
    FloatValues oneHot = FloatValues.of(new float[] {0, 1, 0, 1}, 1, 2, 2);

    assertThat(score(new Accuracy(), outputs, oneHot)).isEqualTo(0.5);
    assertThat(score(new TopKAccuracy(1), outputs, oneHot)).isEqualTo(0.5);
  }
}
