package io.atelier.engine.layer.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Rejects;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.Weight;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class Conv2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Conv2D(3, 2, Activation.TANH);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 4, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 2, 3, 3);
  }

  private static float[] convolved(Conv2D layer, Shape input, float[] image, float[] kernel) {
    try (BuiltLayer built = new BuiltLayer(layer.withoutBias(), input, false, false, 0)) {
      float[] coefficients = new float[Math.toIntExact(built.shapes().get(0).size())];
      return built.at(0, List.of(coefficients, image, kernel)).get(0);
    }
  }

  @Test
  void doesNotFlipTheKernel() {
    assertThat(
            convolved(
                new Conv2D(1, 2, Activation.LINEAR),
                Shape.of(1, 2, 2, 1),
                new float[] {1, 2, 3, 4},
                new float[] {1, 10, 100, 1000}))
        .containsExactly(4321);
  }

  @Test
  void samePaddingPadsMoreAfterThanBefore() {
    Conv2D layer = new Conv2D(1, 2, Activation.LINEAR).withPadding(Padding.SAME);

    assertThat(
            convolved(
                layer,
                Shape.of(1, 2, 2, 1),
                new float[] {1, 2, 3, 4},
                new float[] {1, 10, 100, 1000}))
        .containsExactly(4321, 402, 43, 4);
  }

  @Test
  void dilatedItSeesPlacesFartherApart() {
    Conv2D layer = new Conv2D(1, 2, Activation.LINEAR).withDilation(Size.square(2));
    float[] x = new float[25];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
    }
    float[] y = convolved(layer, Shape.of(1, 5, 5, 1), x, new float[] {1, 10, 100, 1000});
    assertThat(y).hasSize(9);
    for (int i = 0; i < 9; i++) {
      int at = i / 3 * 5 + i % 3;
      assertThat(y[i]).isEqualTo(at + 10 * (at + 2) + 100 * (at + 10) + 1000 * (at + 12));
    }
  }

  /** With zeros around: an odd width, and a window of which two thirds are outside. */
  @Test
  void dilatedAndPaddedItKeepsTheSize() {
    Conv2D layer =
        new Conv2D(1, 3, Activation.LINEAR)
            .withKernelSize(new Size(1, 3))
            .withDilation(new Size(1, 2))
            .withPadding(Padding.SAME);
    assertThat(
            convolved(layer, Shape.of(1, 1, 3, 1), new float[] {1, 2, 3}, new float[] {1, 10, 100}))
        .containsExactly(310, 20, 31);
  }

  @Test
  void everyGroupOfChannelsHasItsOwnFilters() {
    Conv2D layer = new Conv2D(2, 1, Activation.LINEAR).withGroups(2);
    assertThat(
            convolved(
                layer,
                Shape.of(1, 1, 1, 4),
                new float[] {1, 2, 3, 4},
                new float[] {1, 100, 10, 1000}))
        .containsExactly(21, 4300);
  }

  @Test
  void stridesSkipRowsAndColumns() {
    Conv2D layer = new Conv2D(1, 1, Activation.LINEAR).withStrides(new Size(2, 3));

    assertThat(
            convolved(
                layer,
                Shape.of(1, 3, 4, 1),
                new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
                new float[] {1}))
        .containsExactly(1, 4, 9, 12);
  }

  @Test
  void addsTheBiasToEveryPixel() {
    try (BuiltLayer built =
        new BuiltLayer(new Conv2D(2, 1, Activation.RELU), Shape.of(1, 1, 2, 1), false, false, 0)) {
      assertThat(
              built
                  .at(
                      0,
                      List.of(
                          new float[4],
                          new float[] {1, 2},
                          new float[] {1, -1},
                          new float[] {0.5f, 1.5f}))
                  .get(0))
          .containsExactly(1.5f, 0.5f, 2.5f, 0);
    }
  }

  @Test
  void changingOneSettingLeavesTheOthers() {
    Conv2D all =
        new Conv2D(4, 3, Activation.RELU)
            .withoutBias()
            .withPadding(Padding.SAME)
            .withStrides(new Size(2, 1))
            .withKernelInitializer(new Zeros());

    assertThat(all)
        .isEqualTo(
            new Conv2D(
                4,
                new Size(3, 3),
                new Size(2, 1),
                Padding.SAME,
                Size.square(1),
                1,
                Activation.RELU,
                false,
                new Weight(new Zeros()),
                new Weight(new Zeros())));
  }

  @Test
  void rejectsImagesWithoutChannels() {
    Rejects.requireMessage(
        Input.floats(28, 28),
        new Conv2D(32, 3, Activation.RELU),
        "Conv2D(32) needs [batch, height, width, channels], got [?, 28, 28]; give images with a channel axis, and put Flatten after the last one");
  }

  @Test
  void rejectsAKernelLargerThanTheImage() {
    Rejects.requireMessage(
        Input.floats(2, 28, 1),
        new Conv2D(32, 3, Activation.RELU),
        "Conv2D(32) needs images of at least 3x3, got [?, 2, 28, 1]; use Padding.SAME or a smaller window");
  }

  @Test
  void samePaddingTakesAKernelLargerThanTheImage() {
    assertThat(
            convolved(
                new Conv2D(1, 3, Activation.LINEAR).withPadding(Padding.SAME),
                Shape.of(1, 1, 1, 1),
                new float[] {2},
                new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}))
        .containsExactly(10);
  }

  @Test
  void rejectsNoFilters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conv2D(0, 3, Activation.RELU))
        .withMessage("Conv2D needs at least 1 filter, got 0; give a positive number of filters");
  }

  @Test
  void rejectsAnEmptyWindow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conv2D(1, 0, Activation.RELU))
        .withMessage("Size needs height and width of at least 1, got 0x0; give positive numbers");
  }
}
