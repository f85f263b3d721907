package io.atelier.engine.runtime.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Frozen;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Sets;
import io.atelier.engine.runtime.Training;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** By hand: forward, weights' gradients, inputs' gradients but the first layer's. */
class ArithmeticTest {
  private static final Dense OUTPUT = new Dense(10, Activation.SOFTMAX);

  private static Examples images() {
    return new Examples(ByteValues.of(new byte[784], 1, 28, 28, 1), IntValues.of(new int[] {3}, 1));
  }

  private static long multiplyAdds(Training training, Examples train, Layer... layers) {
    Model model = Model.of("model", Input.bytes(28, 28, 1), layers);
    try (Program program =
        Program.compile(model, training, Optional.of(train), Optional.empty(), Execution.AUTO)) {
      return program.multiplyAddsPerStep();
    }
  }

  @Test
  void anMlp() {
    long counted =
        multiplyAdds(
            Training.of(new Sgd(0.01), 32),
            images(),
            new Rescaling(1, 255),
            new Flatten(),
            new Dense(128, Activation.RELU),
            new Dropout(0.2),
            OUTPUT);

    assertThat(counted).isEqualTo(32 * (2 * 784 * 128 + 3 * 128 * 10));
  }

  @Test
  void aCnnWhosePaddingCountsAsIfItWereMultiplied() {
    long counted =
        multiplyAdds(
            Training.of(new Adam(0.001), 32),
            images(),
            new Rescaling(1, 255),
            new Conv2D(64, 3, Activation.RELU).withPadding(Padding.SAME),
            new MaxPooling2D(2),
            new Conv2D(128, 3, Activation.RELU).withPadding(Padding.SAME),
            new MaxPooling2D(2),
            new Flatten(),
            OUTPUT);

    assertThat(counted)
        .isEqualTo(32 * (2 * 784 * 9 * 64 + 3 * 196 * 9 * 64 * 128 + 3 * 49 * 128 * 10));
  }

  @Test
  void stridesAndBordersLeaveFewerOutputs() {
    long counted =
        multiplyAdds(
            Training.of(new Adam(0.001), 7),
            images(),
            new Conv2D(4, 5, Activation.RELU).withStrides(new Size(2, 3)),
            new Flatten(),
            OUTPUT);

    // (28 - 5) / 2 + 1 rows of (28 - 5) / 3 + 1 places.
    assertThat(counted).isEqualTo(7 * (2 * 12 * 8 * 25 * 4 + 3 * 12 * 8 * 4 * 10));
  }

  @Test
  void frozenWeightsHaveNoGradients() {
    long counted =
        multiplyAdds(
            Training.of(new Sgd(0.01), 32),
            images(),
            new Flatten(),
            new Frozen(new Dense(128, Activation.RELU)),
            OUTPUT);

    assertThat(counted).isEqualTo(32 * (784 * 128 + 2 * 128 * 10));
  }

  @Test
  void targetsNeedNotBeClasses() {
    Training training = new Training(new Sgd(0.01), new MeanSquaredError(), List.of(), 16, 0, true);
    Examples train = new Examples(images().inputs(), FloatValues.of(new float[3], 1, 3));

    long counted = multiplyAdds(training, train, new Flatten(), new Dense(3, Activation.LINEAR));

    assertThat(counted).isEqualTo(16 * 2 * 784 * 3);
  }

  @Test
  void withoutTrainingExamplesThereIsNoStep() {
    try (Program program = Program.compile(Sets.mlp(), Sets.training())) {
      assertThatIllegalStateException()
          .isThrownBy(program::multiplyAddsPerStep)
          .withMessage("Program needs training examples to train, got none; give them to compile");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPILED", "INTERPRETED"})
  void theLoweringSaysWhetherStepsAreCompiledAndDoesNotChangeTheCount(Compilation compilation) {
    try (Program program =
        Program.compile(
            Sets.mlp(),
            Sets.training(),
            Optional.of(Sets.images(8, 1)),
            Optional.empty(),
            new Execution(Execution.Device.CPU, 0, compilation))) {
      assertThat(program.lowering())
          .isEqualTo(compilation == Compilation.COMPILED ? "xla" : "native");
      assertThat(program.multiplyAddsPerStep()).isEqualTo(8 * (2 * 64 * 16 + 3 * 16 * 4));
    }
  }
}
