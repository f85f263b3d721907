package io.atelier.engine.layer.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class Conv2DTransposeTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Conv2DTranspose(2, 3, Activation.TANH)
        .withPadding(Padding.SAME)
        .withStrides(new Size(2, 1));
  }

  @Override
  public Shape input() {
    return Shape.of(2, 2, 3, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 4, 3, 2);
  }

  private static float[] of(Layer layer, Shape input, float[] x, float[] kernel, int... output) {
    try (BuiltLayer built = new BuiltLayer(layer, input, false, false, 0)) {
      assertThat(built.shapes().get(0)).isEqualTo(Shape.of(1, output[0], output[1], 1));
      return built.at(0, List.of(new float[output[0] * output[1]], x, kernel)).get(0);
    }
  }

  /** Every pixel adds its multiple of the window where the window stands. */
  @Test
  void withoutPaddingWindowsOverlapByWhatTheyAreLargerThanTheStride() {
    Conv2DTranspose layer = new Conv2DTranspose(1, 3, Activation.LINEAR).withoutBias();
    float[] window = {1, 2, 3, 0, 0, 0, 0, 0, 0};
    assertThat(
            of(
                layer.withStrides(Size.square(2)),
                Shape.of(1, 1, 2, 1),
                new float[] {1, 10},
                window,
                3,
                5))
        .startsWith(1, 2, 13, 20, 30)
        .endsWith(0, 0, 0, 0, 0);
  }

  /** TensorFlow takes (3 - 2) / 2 = 0 places away before, and 1 behind. */
  @Test
  void withPaddingSidesAreMultipliedByTheStride() {
    Conv2DTranspose layer =
        new Conv2DTranspose(1, 3, Activation.LINEAR).withoutBias().withPadding(Padding.SAME);
    float[] window = {1, 2, 3, 0, 0, 0, 0, 0, 0};
    assertThat(
            of(
                layer.withStrides(Size.square(2)),
                Shape.of(1, 1, 2, 1),
                new float[] {1, 10},
                window,
                2,
                4))
        .startsWith(1, 2, 13, 20);
    assertThat(
            of(
                layer,
                Shape.of(1, 1, 2, 1),
                new float[] {1, 10},
                new float[] {0, 0, 0, 1, 2, 3, 0, 0, 0},
                1,
                2))
        .containsExactly(12, 23);
  }

  @Test
  void aWindowSmallerThanTheStrideLeavesZeros() {
    Conv2DTranspose layer = new Conv2DTranspose(1, 1, Activation.LINEAR).withoutBias();
    assertThat(
            of(
                layer.withStrides(Size.square(2)),
                Shape.of(1, 1, 2, 1),
                new float[] {1, 10},
                new float[] {3},
                2,
                4))
        .containsExactly(3, 0, 30, 0, 0, 0, 0, 0);
  }
}
