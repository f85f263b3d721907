package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.Rounding;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Trainer;
import io.atelier.engine.training.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numeric")
class ProgramTest {
  private static final ProgressListener GO_ON = progress -> Verdict.CONTINUE;

  @Test
  void overfitsThirtyTwoImagesOfNoiseToAHundredPercent() {
    Random random = new Random(0);
    byte[] pixels = new byte[32 * 64];
    random.nextBytes(pixels);
    int[] labels = random.ints(32, 0, Sets.CLASSES).toArray();
    Examples noise = new Examples(ByteValues.of(pixels, 32, 8, 8, 1), IntValues.of(labels, 32));
    try (Program program = Program.compile(Sets.mlp(), Sets.training(), noise, noise)) {
      new Trainer(120, List.of()).fit(program);

      assertThat(program.evaluate(noise).accuracy()).isEqualTo(1);
      assertThat(program.evaluate(noise).loss()).isLessThan(0.1);
    }
  }

  private static List<EpochResult> results(Model model, long seed) {
    Examples train = Sets.images(83, 1);
    try (Program program =
        Program.compile(model, Sets.training().withSeed(seed), train, Sets.images(40, 2))) {
      return new Trainer(3, List.of())
          .fit(program).epochs().stream().map(ProgramTest::timeless).toList();
    }
  }

  private static EpochResult timeless(EpochResult result) {
    return new EpochResult(
        result.epoch(),
        result.training(),
        result.validation(),
        result.learningRate(),
        Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneSeedGivesTheSameEpochsToTheBitAndAnotherOthers(boolean convolutional) {
    Model model = convolutional ? Sets.cnn() : Sets.mlp();
    List<EpochResult> first = results(model, 1);

    assertThat(results(model, 1)).isEqualTo(first);
    assertThat(results(model, 2)).doesNotContainAnyElementsOf(first);
  }

  private static Program program(Model model, Training training, Compilation compilation) {
    return Program.compile(
        model,
        training,
        Optional.of(Sets.images(83, 1)),
        Optional.empty(),
        new Execution(Device.CPU, 0, compilation));
  }

  @Test
  void compiledAndInterpretedEpochsHaveTheSameLosses() {
    // The CNN too: with the masks of its dropout. A gradient of its kernel is a sum over 36 places
    // of 8 images.
    double share = Rounding.FLOAT32.ofTraining(2 * 11, 36 * 8);
    for (Model model : List.of(Sets.mlp(), Sets.cnn())) {
      try (Program compiled = program(model, Sets.training(), Compilation.COMPILED);
          Program interpreted = program(model, Sets.training(), Compilation.INTERPRETED)) {
        for (int epoch = 0; epoch < 2; epoch++) {
          double loss = compiled.trainEpoch(epoch, GO_ON).orElseThrow().training().loss();

          assertThat(loss)
              .isCloseTo(
                  interpreted.trainEpoch(epoch, GO_ON).orElseThrow().training().loss(),
                  Percentage.withPercentage(100 * share));
        }
      }
    }
  }

  /** Five examples of two numbers, and what y = 2a - b answers, with some error. */
  private static Examples line() {
    return new Examples(
        FloatValues.of(new float[] {1, 0, 0, 1, 2, 1, -1, 1, 0.5f, -2}, 5, 2),
        FloatValues.of(new float[] {2, -1.5f, 3, -2.5f, 3.5f}, 5, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void theLastSmallerBatchIsAFullStep(int batch) {
    float[] x = ((FloatValues) line().inputs()).values();
    float[] y = ((FloatValues) line().targets()).values();
    float[] w = {0.5f, 0.25f};
    float total = 0;
    for (int from = 0; from < 5; from += batch) {
      int to = Math.min(5, from + batch);
      float loss = 0;
      float[] gradient = new float[2];
      for (int i = from; i < to; i++) {
        float error = w[0] * x[2 * i] + w[1] * x[2 * i + 1] - y[i];
        loss += error * error / (to - from);
        gradient[0] += 2 * error * x[2 * i] / (to - from);
        gradient[1] += 2 * error * x[2 * i + 1] / (to - from);
      }
      total += loss * (to - from);
      w[0] -= 0.125f * gradient[0];
      w[1] -= 0.125f * gradient[1];
    }
    // An example is rounded eight times on its way into the weights, each no larger than 3.5.
    int roundings = 8 * 5;
    double largest = 3.5;
    Model model = Model.of("line", Input.floats(2), new Dense(1, Activation.LINEAR).withoutBias());
    try (Program program =
        Program.compile(
            model,
            new Training(new Sgd(0.125), new MeanSquaredError(), List.of(), batch, 0, false),
            line(),
            line())) {
      program.setWeights(Map.of("dense/kernel", FloatValues.of(new float[] {0.5f, 0.25f}, 2, 1)));
      EpochResult result = program.trainEpoch(0, GO_ON).orElseThrow();

      assertThat(program.weights().get("dense/kernel").values())
          .containsExactly(
              w, Offset.offset((float) (2 * Rounding.FLOAT32.of(roundings) * largest)));
      assertThat(result.training().loss())
          .isCloseTo(total / 5, Offset.offset(2 * Rounding.FLOAT32.of(roundings) * total / 5));
    }
  }

  @Test
  void anEpochReportsTheRateOfItsLastStep() {
    try (Program program =
        program(
            Sets.mlp(),
            Training.of(new Sgd(new InverseTimeDecay(1, 1, 1), 0, false), 8),
            Compilation.INTERPRETED)) {
      // 83 examples are 11 steps: the last ones are 10 and 21.
      assertThat(program.trainEpoch(0, GO_ON).orElseThrow().learningRate()).isEqualTo(1 / 11f);
      assertThat(program.trainEpoch(1, GO_ON).orElseThrow().learningRate()).isEqualTo(1 / 22f);
    }
  }

  @Test
  void aVerdictEndsAnEpochBeforeItsLastStep() {
    try (Program program = program(Sets.mlp(), Sets.training(), Compilation.INTERPRETED)) {
      assertThat(program.trainEpoch(0, progress -> new Verdict.Stop("enough"))).isEmpty();
      assertThat(program.trainEpoch(0, GO_ON)).isPresent();
    }
  }

  @Test
  void aVerdictAfterTheLastStepComesTooLate() {
    try (Program program = program(Sets.mlp(), Sets.training(), Compilation.INTERPRETED)) {
      assertThat(
              program.trainEpoch(
                  0,
                  progress ->
                      progress.examples() == progress.of()
                          ? new Verdict.Stop("enough")
                          : Verdict.CONTINUE))
          .isPresent();
    }
  }

  @Test
  void progressCountsExamplesUpToTheEpochsMeans() {
    List<Progress> told = new ArrayList<>();
    try (Program program = program(Sets.mlp(), Sets.training(), Compilation.INTERPRETED)) {
      EpochResult result =
          program
              .trainEpoch(
                  3,
                  progress -> {
                    told.add(progress);
                    return Verdict.CONTINUE;
                  })
              .orElseThrow();

      assertThat(told).extracting(Progress::examples).isSorted().endsWith(80, 83);
      assertThat(told.get(told.size() - 1)).isEqualTo(new Progress(3, 83, 83, result.training()));
    }
  }

  @Test
  void withoutValidationExamplesThereAreNoScores() {
    try (Program program = program(Sets.mlp(), Sets.training(), Compilation.INTERPRETED)) {
      History history = new Trainer(1, List.of()).fit(program);

      assertThat(history.last().validation()).isEmpty();
    }
  }

  @Test
  void rejectsTrainingWithoutExamples() {
    try (Program program = Program.compile(Sets.mlp(), Sets.training())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> program.trainEpoch(0, GO_ON))
          .withMessage("Program needs training examples to train, got none; give them to compile");
    }
  }

  @Test
  void rejectsExamplesOfAnotherShape() {
    Examples flat = Sets.images(4, 0).reshapeInputs(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Program.compile(Sets.mlp(), Sets.training(), flat, flat).close())
        .withMessage(
            "Model mlp needs inputs of Uint8 [8, 8, 1], got Uint8 [64]; reshape or convert the examples");
  }

  @Test
  void rejectsInputsOfAnotherType() {
    try (Program program = Program.compile(Sets.mlp(), Sets.training())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> program.predict(FloatValues.of(new float[64], 1, 8, 8, 1)))
          .withMessage(
              "Model mlp needs inputs of Uint8 [8, 8, 1], got Float32 [8, 8, 1]; reshape or convert the examples");
    }
  }

  @Test
  void rejectsTwoLayersOfOneName() {
    Layer same = new Flatten().named("same");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.of("twice", Input.floats(2), same, same))
        .withMessage("Model needs layers of different names, got same twice; rename one of them");
  }

  @Test
  void rejectsBatchesOfNoExamples() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.of(new Sgd(1), 0))
        .withMessage(
            "Training needs batches of at least 1 example, got 0; give a positive batch size");
  }
}
