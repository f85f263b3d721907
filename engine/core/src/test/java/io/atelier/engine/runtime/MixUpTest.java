package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Examples that are mixed with others of their batch. */
class MixUpTest {
  private static final int SIZE = 64;

  /** Inputs 1 for class 0 and -1 for class 1, in turn. */
  private static Examples examples(boolean oneHot) {
    float[] inputs = new float[SIZE];
    int[] labels = new int[SIZE];
    float[] rows = new float[2 * SIZE];
    for (int i = 0; i < SIZE; i++) {
      labels[i] = i % 2;
      inputs[i] = 1 - 2 * labels[i];
      rows[2 * i + labels[i]] = 1;
    }
    Values targets = oneHot ? FloatValues.of(rows, SIZE, 2) : IntValues.of(labels, SIZE);
    return new Examples(FloatValues.of(inputs, SIZE, 1), targets);
  }

  private static float[] trained(Training training, Examples examples, Execution execution) {
    Model model = Model.of("two", Input.floats(1), new Dense(2, Activation.SOFTMAX).withoutBias());
    try (Program program =
        Program.compile(model, training, Optional.of(examples), Optional.empty(), execution)) {
      program.setWeights(Map.of("dense/kernel", FloatValues.of(new float[2], 1, 2)));
      assertThat(program.trainEpoch(0, progress -> Verdict.CONTINUE)).isPresent();
      return program.weights().get("dense/kernel").values();
    }
  }

  private static Training training(Loss loss, MixUp mixUp) {
    return new Training(new Sgd(1), loss, List.of(new Accuracy()), SIZE, 3, false).mixing(mixUp);
  }

  private static Execution on(Compilation compilation) {
    return new Execution(Device.CPU, 1, compilation);
  }

  /**
   * With weights of 0, logit 0 has the gradient {@code mean(x' * (1/2 - y0'))}, where a mixed input
   * is {@code x' = 2 y0' - 1}: {@code -mean(x'^2) / 2}. Unmixed it is -1/2; mixed, the mean of the
   * squares is {@code 1/2 + 1/2 * E(2w - 1)^2}, half the partners being of the other class.
   */
  @Test
  void inputsAndTargetsAreMixedAlike() {
    Training mixed = training(new SparseCategoricalCrossEntropy(), new MixUp(1));
    float step = trained(mixed, examples(false), on(Compilation.AUTO))[0];
    // E(2w - 1)^2 is 1/3 for uniform weights; 64 examples leave a tenth either way.
    assertThat(2 * step).isCloseTo(1 / 2f + 1 / 6f, within(0.15f));

    Training hardly = training(new SparseCategoricalCrossEntropy(), new MixUp(1e-4));
    assertThat(trained(hardly, examples(false), on(Compilation.AUTO))[0])
        .isCloseTo(0.5f, within(0.01f));
  }

  @Test
  void classNumbersAreMixedAsOneHotRowsAre() {
    MixUp mixUp = new MixUp(0.4);
    float[] numbers =
        trained(
            training(new SparseCategoricalCrossEntropy(), mixUp),
            examples(false),
            on(Compilation.AUTO));
    float[] rows =
        trained(
            training(new CategoricalCrossEntropy(), mixUp), examples(true), on(Compilation.AUTO));
    assertThat(rows).containsExactly(numbers, within(1e-6f));
  }

  @Test
  void mixesAlikeHoweverAStepIsExecuted() {
    Training mixed = training(new SparseCategoricalCrossEntropy(), new MixUp());
    float[] interpreted = trained(mixed, examples(false), on(Compilation.INTERPRETED));
    assertThat(trained(mixed, examples(false), on(Compilation.COMPILED)))
        .containsExactly(interpreted, within(1e-6f));
    assertThat(trained(mixed, examples(false), on(Compilation.INTERPRETED).withReplicas(2)))
        .containsExactly(interpreted, within(1e-6f));
  }

  @Test
  void otherLossesAndWeightsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                trained(
                    training(new MeanSquaredError(), new MixUp()),
                    examples(true),
                    on(Compilation.AUTO)))
        .withMessageStartingWith("MixUp needs a cross-entropy that counts every target");
    Training mixed = training(new SparseCategoricalCrossEntropy(), new MixUp());
    Examples weighed = examples(false).weighed(FloatValues.of(new float[SIZE], SIZE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trained(mixed, weighed, on(Compilation.AUTO)))
        .withMessageStartingWith("MixUp needs examples that count alike");
    assertThatIllegalArgumentException().isThrownBy(() -> new MixUp(0));
  }
}
