package io.atelier.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.initializer.Ones;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Trainer;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryCrossEntropyTest {
  private static final Layer SAME = new Dropout(0);
  private static final FloatValues FOUR = FloatValues.of(new float[] {0.1f, 0.9f, 0.2f, 1}, 4, 1);

  private static double loss(Loss loss, Layer last, FloatValues inputs, Values targets) {
    try (Program program =
        Program.compile(
            Model.of("binary", Input.floats(inputs.exampleSize()), last),
            new Training(new Sgd(1), loss, List.of(), 1, 0, false))) {
      return program.evaluate(new Examples(inputs, targets)).loss();
    }
  }

  /** Keras' own numbers (3.15, nn_test.py, test_binary_crossentropy), each to a millionth. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.32508277, 0.73439666",
    "1, 1.47080801, 0.61813887",
    "2, 0.52613434, 0.79435524",
    "3, 0.91629048, 0.51301525"
  })
  void givesTheNumbersKerasGives(int row, double ofProbability, double ofLogit) {
    FloatValues output = FloatValues.of(new float[] {0.1f * (row + 1)}, 1, 1);
    FloatValues target = FOUR.slice(row, row + 1);

    assertThat(loss(new BinaryCrossEntropy(), SAME, output, target))
        .isCloseTo(ofProbability, Offset.offset(1e-6));
    assertThat(loss(new BinaryCrossEntropy(true), SAME, output, target))
        .isCloseTo(ofLogit, Offset.offset(1e-6));
  }

  /** Keras 3.15, nn_test.py, test_logit_recovery_binary_crossentropy. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void behindASigmoidTheLogitsAreTaken(boolean fromLogits) {
    Layer four = new Dense(4, Activation.SIGMOID).withKernelInitializer(new Ones()).withoutBias();

    assertThat(
            loss(
                new BinaryCrossEntropy(fromLogits),
                four,
                FloatValues.of(new float[] {1.4f, 1.6f, 0.8f}, 1, 3),
                FloatValues.of(new float[] {0.2f, 0.6f, 0.1f, 0.3f}, 1, 4)))
        .isCloseTo(2.682124, Offset.offset(3e-6));
  }

  @Test
  void aHopelessAnswerCostsItsLogitBehindASigmoidAndTheLimitWithoutOne() {
    IntValues yes = IntValues.of(new int[] {1}, 1);
    FloatValues hopeless = FloatValues.of(new float[] {-100}, 1, 1);
    Layer sigmoid = new Dense(1, Activation.SIGMOID).withKernelInitializer(new Ones());

    assertThat(loss(new BinaryCrossEntropy(), sigmoid, hopeless, yes)).isEqualTo(100);
    assertThat(loss(new BinaryCrossEntropy(), SAME, FloatValues.of(new float[1], 1, 1), yes))
        .isCloseTo(-Math.log(1e-7), Offset.offset(1e-5));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -3, 4})
  void theGradientIsTheErrorAtALogitOfZeroToo(float logit) {
    Examples one =
        new Examples(FloatValues.of(new float[] {1}, 1, 1), ByteValues.of(new byte[] {1}, 1));
    try (Program program =
        Program.compile(
            Model.of("gradient", Input.floats(1), new Dense(1, Activation.SIGMOID).withoutBias()),
            new Training(new Sgd(1), new BinaryCrossEntropy(), List.of(), 1, 0, false),
            one,
            one)) {
      program.setWeights(Map.of("dense/kernel", FloatValues.of(new float[] {logit}, 1, 1)));
      program.trainEpoch(0, progress -> Verdict.CONTINUE);

      assertThat((double) program.weights().get("dense/kernel").values()[0])
          .isCloseTo(logit + 1 - 1 / (1 + Math.exp(-logit)), Offset.offset(2e-6));
    }
  }

  @Test
  void learnsToTellYesFromNo() {
    Examples examples =
        new Examples(
            FloatValues.of(new float[] {-2, -1, 1, 2}, 4, 1),
            IntValues.of(new int[] {0, 0, 1, 1}, 4));
    Training training =
        new Training(new Sgd(1), new BinaryCrossEntropy(), List.of(new Accuracy()), 4, 0, false);
    try (Program program =
        Program.compile(
            Model.of("yes", Input.floats(1), new Dense(1, Activation.SIGMOID)),
            training,
            examples,
            examples)) {
      program.setWeights(Map.of("dense/kernel", FloatValues.of(new float[] {-1}, 1, 1)));
      assertThat(program.evaluate(examples).accuracy()).isZero();
      History history = new Trainer(30, List.of()).fit(program);

      assertThat(history.last().validation().orElseThrow().accuracy()).isEqualTo(1);
      assertThat(history.last().validation().orElseThrow().loss()).isLessThan(0.2);
    }
  }
}
