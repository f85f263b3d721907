package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.MeanAbsoluteError;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.Auc;
import io.atelier.engine.metric.Averaging;
import io.atelier.engine.metric.F1Score;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.metric.PrecisionScore;
import io.atelier.engine.metric.R2Score;
import io.atelier.engine.metric.RecallScore;
import io.atelier.engine.metric.RootMeanSquaredError;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Monitor;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What epochs and evaluations report of metrics, class weights, weights of examples and outputs.
 */
class WatchedTest {
  private static final Layer SAME = new Dropout(0);

  /** Nine answers to yes or no, of which 0.9 and 0.6 of five above 0.5 are wrong. */
  private static final Examples ANSWERS =
      new Examples(
          FloatValues.of(new float[] {0.1f, 0.9f, 0.8f, 0.7f, 0.3f, 0.6f, 0.2f, 0.95f, 0.4f}, 9, 1),
          IntValues.of(new int[] {0, 0, 1, 1, 1, 0, 0, 1, 1}, 9));

  private static Training still(Metric... metrics) {
    return new Training(new Sgd(0.5), new MeanSquaredError(), List.of(metrics), 4, 0, true);
  }

  private static Program program(
      Model model, Training training, Examples examples, Compilation compilation) {
    return Program.compile(
        model,
        training,
        Optional.of(examples),
        Optional.of(examples),
        new Execution(Device.CPU, 1, compilation));
  }

  private static EpochResult epoch(Program program) {
    return program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow();
  }

  /** 3 of 5 yes are right, 3 of 5 found; of 20 pairs of yes and no, 14 are in order. */
  @ParameterizedTest
  @EnumSource
  void sumsOverBatchesAreThoseOverAllExamples(Compilation compilation) {
    Training training =
        still(
            new Accuracy(),
            new PrecisionScore(),
            new RecallScore(),
            new Auc(),
            new RootMeanSquaredError(),
            new R2Score());
    Model model = Model.of("same", Input.floats(1), SAME);
    try (Program program = program(model, training, ANSWERS, compilation)) {
      EpochResult result = epoch(program);
      for (Scores scores : List.of(result.training(), result.validation().orElseThrow())) {
        assertThat(scores.metric("accuracy")).isCloseTo(5 / 9.0, within(1e-6));
        assertThat(scores.metric("precision")).isCloseTo(0.6, within(1e-6));
        assertThat(scores.metric("recall")).isCloseTo(0.6, within(1e-6));
        assertThat(scores.metric("auc")).isCloseTo(0.7, within(1e-6));
        double squares = scores.loss() * 9;
        assertThat(scores.metric("root_mean_squared_error"))
            .isCloseTo(Math.sqrt(squares / 9), within(1e-6));
        assertThat(scores.metric("r2_score")).isCloseTo(1 - squares / (20 / 9.0), within(1e-5));
      }
      assertThat(program.evaluate(ANSWERS)).isEqualTo(result.validation().orElseThrow());
    }
  }

  /** Shares of a batch on two devices, of which there is one here, add up. */
  @Test
  void sumsOfSharesAddUp() {
    Training training = still(new PrecisionScore(), new Auc());
    Model model = Model.of("same", Input.floats(1), SAME);
    Execution shared = new Execution(Device.CPU, 1, Compilation.INTERPRETED).withReplicas(2);
    try (Program program =
        Program.compile(model, training, Optional.of(ANSWERS), Optional.empty(), shared)) {
      Scores scores = epoch(program).training();
      assertThat(scores.metric("precision")).isCloseTo(0.6, within(1e-6));
      assertThat(scores.metric("auc")).isCloseTo(0.7, within(1e-6));
    }
  }

  @Test
  void classNumbersAreTakenAsOneHotRows() {
    Examples examples =
        new Examples(
            FloatValues.of(new float[] {0.2f, 0.8f, 0, 0.6f, 0, 0.4f, 0.1f, 0.2f, 0.7f}, 3, 3),
            IntValues.of(new int[] {1, 2, 2}, 3));
    Training training =
        new Training(
            new Sgd(0.5),
            new SparseCategoricalCrossEntropy(),
            List.of(
                new RecallScore().ofClass(2).named("of_two"),
                new RecallScore().ofClass(1).named("of_one"),
                new F1Score(Averaging.MACRO)),
            2,
            0,
            false);
    try (Program program =
        program(Model.of("rows", Input.floats(3), SAME), training, examples, Compilation.AUTO)) {
      Scores scores = program.evaluate(examples);
      assertThat(scores.metric("of_two")).isEqualTo(0.5);
      assertThat(scores.metric("of_one")).isEqualTo(1);
      // Class 0 is said once and never right, 1 right, 2 right in one of two.
      assertThat(scores.metric("f1_score")).isCloseTo((0 + 1 + 2 / 3.0) / 3, within(1e-6));
    }
  }

  /** The loss is the sum of weighed losses over their number; metrics count all alike. */
  @ParameterizedTest
  @EnumSource
  void examplesCountAsTheirWeights(Compilation compilation) {
    Examples examples =
        new Examples(
                FloatValues.of(new float[] {1, 2, 3, 4, 5}, 5, 1),
                FloatValues.of(new float[] {0, 0, 0, 0, 0}, 5))
            .weighed(FloatValues.of(new float[] {1, 0, 2, 1, 0}, 5));
    Training training =
        still(new LossMetric("mae", new MeanAbsoluteError()))
            .withWeightedMetrics(
                new LossMetric("weighted_mae", new MeanAbsoluteError()),
                new RootMeanSquaredError());
    Model model = Model.of("same", Input.floats(1), SAME);
    try (Program program = program(model, training, examples, compilation)) {
      assertThat(program.quantities())
          .startsWith("loss", "mae", "weighted_mae", "root_mean_squared_error");
      EpochResult result = epoch(program);
      for (Scores scores : List.of(result.training(), result.validation().orElseThrow())) {
        assertThat(scores.loss()).isCloseTo((1 + 18 + 16) / 5.0, within(1e-5));
        assertThat(scores.metric("mae")).isCloseTo(3, within(1e-6));
        assertThat(scores.metric("weighted_mae")).isCloseTo((1 + 6 + 4) / 4.0, within(1e-6));
        assertThat(scores.metric("root_mean_squared_error"))
            .isCloseTo(Math.sqrt((1 + 18 + 16) / 4.0), within(1e-6));
      }
    }
  }

  /** Of a batch of both, the gradient is (w0 * d0 + w1 * d1) / 2; validation counts all alike. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void classesCountAsTheirWeightsInTrainingAlone(boolean oneHot) {
    Model model = Model.of("two", Input.floats(1), new Dense(2, Activation.SOFTMAX).withoutBias());
    FloatValues inputs = FloatValues.of(new float[] {1, 1}, 2, 1);
    Examples examples =
        oneHot
            ? new Examples(inputs, FloatValues.of(new float[] {1, 0, 0, 1}, 2, 2))
            : new Examples(inputs, IntValues.of(new int[] {0, 1}, 2));
    Training training =
        new Training(
                new Sgd(1),
                oneHot
                    ? new io.atelier.engine.loss.CategoricalCrossEntropy()
                    : new SparseCategoricalCrossEntropy(),
                List.of(),
                2,
                0,
                false)
            .with(ClassWeights.of(Map.of(1, 5.0)));
    try (Program program = program(model, training, examples, Compilation.AUTO)) {
      program.setWeights(Map.of("dense/kernel", FloatValues.of(new float[2], 1, 2)));
      EpochResult result = epoch(program);
      assertThat(result.training().loss()).isCloseTo((1 + 5) * Math.log(2) / 2, within(1e-6));
      float[] kernel = program.weights().get("dense/kernel").values();
      // Logit 0: (1 * (0.5 - 1) + 5 * 0.5) / 2 = 1.
      assertThat(kernel[0]).isCloseTo(-1, within(1e-6f));
      assertThat(kernel[1]).isCloseTo(1, within(1e-6f));
      double right = Math.log1p(Math.exp(-2));
      assertThat(result.validation().orElseThrow().loss())
          .isCloseTo((right + right + 2) / 2, within(1e-5));
    }
  }

  /** Windows that are streamed bring weights with them. */
  @Test
  void weightsAreStreamedToo() {
    float[] numbers = new float[64];
    float[] weights = new float[64];
    for (int i = 0; i < 64; i++) {
      numbers[i] = i;
      weights[i] = i % 3;
    }
    Examples examples =
        new Examples(FloatValues.of(numbers, 64, 1), FloatValues.of(new float[64], 64))
            .weighed(FloatValues.of(weights, 64));
    Training training =
        still().withWeightedMetrics(new LossMetric("weighed", new MeanAbsoluteError()));
    Model model = Model.of("same", Input.floats(1), SAME);
    Execution little = new Execution(Device.CPU, 1, Compilation.AUTO).withMemory(12 * 16);
    try (Program streamed =
            Program.compile(model, training, Optional.of(examples), Optional.empty(), little);
        Program resident = program(model, training, examples, Compilation.AUTO)) {
      assertThat(streamed.windows()).isGreaterThan(1);
      assertThat(epoch(streamed).training().metric("weighed"))
          .isCloseTo(epoch(resident).training().metric("weighed"), within(1e-5));
    }
  }

  @Test
  void balancedClassesCountAlike() {
    assertThat(ClassWeights.balanced(new int[] {95, 5}).byClass())
        .isEqualTo(Map.of(0, 100 / (2 * 95.0), 1, 100 / (2 * 5.0)));
  }

  @Test
  void weightsOfClassesThatAreNotThereAreRefused() {
    Training training =
        new Training(new Sgd(1), new BinaryCrossEntropy(), List.of(), 2, 0, false)
            .with(ClassWeights.of(Map.of(2, 5.0)));
    Model model = Model.of("same", Input.floats(1), SAME);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program(model, training, ANSWERS, Compilation.AUTO))
        .withMessageStartingWith("ClassWeights needs classes from 0 to 1, got 2");
    Training right = training.with(ClassWeights.of(Map.of(1, 5.0)));
    Examples both = ANSWERS.weighed(FloatValues.of(new float[9], 9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program(model, right, both, Compilation.AUTO))
        .withMessageStartingWith("Training needs weights of classes or of examples, got both");
  }

  /** Two inputs, and two outputs that are a sum and a scaled input, all numbers by hand. */
  @ParameterizedTest
  @EnumSource
  void lossesOfSeveralOutputsAddUp(Compilation compilation) {
    Node left = Node.input("left", Input.floats(1));
    Node right = Node.input("right", Input.floats(1));
    Node first = left.then(new Dense(1, Activation.LINEAR).withoutBias().named("a"));
    Node second = right.then(new Dense(1, Activation.LINEAR).withoutBias().named("b"));
    Model model = Model.of("both", List.of(left, right), List.of(first, second));
    Map<String, io.atelier.data.Values> inputs =
        Map.of(
            "left", FloatValues.of(new float[] {1, 2}, 2, 1),
            "right", FloatValues.of(new float[] {3, 1}, 2, 1));
    Examples examples =
        new Examples(
            inputs,
            Map.of(
                "b", FloatValues.of(new float[] {0, 1}, 2),
                "a", FloatValues.of(new float[] {1, 1}, 2, 1)));
    Training training =
        Training.towards(
                new Sgd(0.125),
                2,
                new Goal(
                    "a", new MeanSquaredError(), new LossMetric("mae", new MeanAbsoluteError())),
                new Goal(
                    "b",
                    new MeanAbsoluteError(),
                    List.of(new LossMetric("mse", new MeanSquaredError())),
                    0.25))
            .withShuffle(false);
    assertThat(training.quantities(true))
        .containsExactly(
            "loss",
            "a_loss",
            "b_loss",
            "a_mae",
            "b_mse",
            "val_loss",
            "val_a_loss",
            "val_b_loss",
            "val_a_mae",
            "val_b_mse");
    try (Program program = program(model, training, examples, compilation)) {
      program.setWeights(
          Map.of(
              "a/kernel", FloatValues.of(new float[] {1}, 1, 1),
              "b/kernel", FloatValues.of(new float[] {1}, 1, 1)));
      Scores scores = epoch(program).training();
      // a: errors 0 and 1; b: errors 3 and 0.
      assertThat(scores.metric("a_loss")).isEqualTo(0.5);
      assertThat(scores.metric("b_loss")).isEqualTo(1.5);
      assertThat(scores.metric("a_mae")).isEqualTo(0.5);
      assertThat(scores.metric("b_mse")).isEqualTo(4.5);
      assertThat(scores.loss()).isEqualTo(0.5 + 0.25 * 1.5);
      // Gradients: of a, 2 * (0 * 1 + 1 * 2) / 2 = 2; of b, 0.25 * 3 / 2 where the error is not 0.
      assertThat(program.weights().get("a/kernel").values()).containsExactly(1 - 0.125f * 2);
      assertThat(program.weights().get("b/kernel").values()).containsExactly(1 - 0.125f * 0.375f);
    }
    Examples one = new Examples(inputs, Map.of("a", FloatValues.of(new float[2], 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program(model, training, one, compilation))
        .withMessageStartingWith(
            "Model both needs training targets for its outputs [a, b], got some for [a]");
  }

  @Test
  void nullAveragesAreRefusedAsTheyGiveSeveralNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                KerasConfig.read(
                    "{\"class_name\": \"F1Score\", \"config\": {\"average\": null}}", Metric.class))
        .withMessageContaining("average");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"val_auc", "precision", "val_recall", "f1_score", "val_r2_score", "accuracy"})
  void moreIsBetterOfWhatKerasSays(String name) {
    assertThat(Monitor.of(name).largerIsBetter()).isTrue();
    assertThat(Monitor.of("val_root_mean_squared_error").largerIsBetter()).isFalse();
  }
}
