package io.atelier.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegressionTest {
  private static final Training TRAINING =
      new Training(
          new Sgd(0.125),
          new MeanSquaredError(),
          List.of(new LossMetric("mae", new MeanAbsoluteError())),
          4,
          0,
          false);

  /** Twice the inputs 1 to 4. */
  static Stream<Values> doubles() {
    float[] numbers = {2, 4, 6, 8};
    return Stream.of(
        FloatValues.of(numbers, 4),
        FloatValues.of(numbers, 4, 1),
        FloatValues.of(numbers, 4, 1, 1),
        IntValues.of(new int[] {2, 4, 6, 8}, 4));
  }

  @ParameterizedTest
  @MethodSource("doubles")
  void eachTargetIsComparedWithItsOwnOutputAndNoOther(Values targets) {
    Examples examples = new Examples(FloatValues.of(new float[] {1, 2, 3, 4}, 4, 1), targets);
    Model model = Model.of("line", Input.floats(1), new Dense(1, Activation.LINEAR).withoutBias());
    try (Program program = Program.compile(model, TRAINING, examples, examples)) {
      program.setWeights(Map.of("dense/kernel", FloatValues.of(new float[] {2}, 1, 1)));

      assertThat(program.evaluate(examples).loss()).isZero();
      assertThat(program.evaluate(examples).metric("mae")).isZero();

      program.setWeights(Map.of("dense/kernel", FloatValues.of(new float[] {1}, 1, 1)));

      // The errors are 1 to 4: 30 / 4 squared, 10 / 4 absolute; the gradient is -2 * 30 / 4.
      assertThat(program.evaluate(examples).loss()).isEqualTo(7.5);
      assertThat(program.evaluate(examples).metric("mae")).isEqualTo(2.5);
      assertThat(
              program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow().training().loss())
          .isEqualTo(7.5);
      assertThat(program.weights().get("dense/kernel").values()[0])
          .isCloseTo(1 + 15 * 0.125f, Offset.offset(1e-6f));
    }
  }

  @Test
  void targetsOfSequencesMayLackTheirLastAxis() {
    Examples examples =
        new Examples(
            FloatValues.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3, 1),
            FloatValues.of(new float[] {1, 2, 3, 4, 5, 0}, 2, 3));
    try (Program program =
        Program.compile(Model.of("same", Input.floats(3, 1), new Dropout(0)), TRAINING)) {
      assertThat(program.evaluate(examples).loss()).isEqualTo(6);
      assertThat(program.evaluate(examples).metric("mae")).isEqualTo(1);
    }
  }
}
