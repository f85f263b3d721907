package io.atelier.engine.layer.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.initializer.HeNormal;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.normalization.BatchNormalization;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.BuiltLayer;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class BottleneckTest {
  private static Layer convolution(int filters, int window, int strides) {
    return new Conv2D(filters, window, Activation.LINEAR)
        .withPadding(Padding.SAME)
        .withStrides(Size.square(strides))
        .withKernelInitializer(new HeNormal())
        .withoutBias();
  }

  /** The answers and weights after two steps of training. */
  private static List<float[]> trained(Layer... block) {
    Model model =
        Model.of(
            "m",
            Input.floats(4, 4, 3),
            Sequential.of(block),
            new Flatten(),
            new Dense(1, Activation.LINEAR));
    float[] numbers = new float[4 * 48];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) Math.sin(i * i);
    }
    FloatValues x = FloatValues.of(numbers, 4, 4, 4, 3);
    Examples examples = new Examples(x, FloatValues.of(new float[] {1, 2, -1, 0}, 4, 1));
    Training training = new Training(new Sgd(0.1), new MeanSquaredError(), List.of(), 2, 5, false);
    try (Program program = Program.compile(model, training, examples, examples)) {
      program.trainEpoch(0, done -> Verdict.CONTINUE);
      List<float[]> all = new ArrayList<>(List.of(program.outputs(x).values()));
      program.weights().values().forEach(weight -> all.add(weight.values()));
      return all;
    }
  }

  @Test
  void isTheSameAsItsPartsOneByOne() {
    Layer body =
        Sequential.of(
            Sequential.of(convolution(4, 1, 1), new BatchNormalization(), Activation.RELU.layer()),
            Sequential.of(convolution(4, 3, 2), new BatchNormalization(), Activation.RELU.layer()),
            Sequential.of(convolution(16, 1, 1), new BatchNormalization()));
    Layer shortcut = Sequential.of(convolution(16, 1, 2), new BatchNormalization());
    Layer sum = new Residual(Sequential.of(body), Optional.of(shortcut));

    List<float[]> block = trained(new Bottleneck(4, 2));
    List<float[]> parts = trained(sum, Activation.RELU.layer());

    assertThat(block).hasSameSizeAs(parts);
    for (int i = 0; i < parts.size(); i++) {
      assertThat(block.get(i)).containsExactly(parts.get(i));
    }
  }

  @Test
  void hasTheWeightsOfItsConvolutionsAndNormalizations() {
    try (BuiltLayer built =
        new BuiltLayer(new Bottleneck(4, 2), Shape.of(1, 4, 4, 3), false, false, 0)) {
      long weights = built.shapes().stream().skip(2).mapToLong(Shape::size).sum();
      assertThat(weights).isEqualTo(3 * 4 + 9 * 4 * 4 + 4 * 16 + 3 * 16 + 4 * (4 + 4 + 16 + 16));
    }
  }

  @Test
  void keepsItsInputWhereTheShapeStays() {
    int channels = 8;
    try (BuiltLayer built =
        new BuiltLayer(new Bottleneck(2, 1), Shape.of(1, 2, 2, channels), false, false, 0)) {
      int kernels = (int) built.shapes().stream().filter(s -> s.numDimensions() == 4).count() - 2;
      assertThat(kernels).isEqualTo(3);
    }
  }

  @Test
  void refusesStridesOfZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bottleneck(4, 0))
        .withMessageContaining("strides of at least 1, got 4 and 0");
  }
}
