package io.atelier.engine.layer.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Rejects;
import io.atelier.engine.layer.Size;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class MaxPooling2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new MaxPooling2D(2);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 5, 4, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 2, 2, 2);
  }

  private static List<float[]> pooled(
      Layer layer, Shape input, boolean compiled, float[] coefficients, float[] image) {
    try (BuiltLayer built = new BuiltLayer(layer, input, true, compiled, 0)) {
      return built.at(0, List.of(coefficients, image));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofEqualMaximaTheFirstGetsTheGradient(boolean compiled) {
    List<float[]> answers =
        pooled(
            new MaxPooling2D(2),
            Shape.of(1, 2, 4, 1),
            compiled,
            new float[] {3, 7},
            new float[] {0, 5, 2, 2, 5, 5, 2, 2});

    assertThat(answers.get(0)).containsExactly(5, 2);
    assertThat(answers.get(1)).containsExactly(0, 3, 7, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofManyChannelsOfZerosTheFirstPixelGetsTheGradient(boolean compiled) {
    // As many as vector kernels take at once; behind a ReLU, windows of zeros are common.
    float[] coefficients = new float[32];
    Arrays.fill(coefficients, 3);
    float[] expected = new float[128];
    Arrays.fill(expected, 0, 32, 3);

    assertThat(
            pooled(
                    new MaxPooling2D(2),
                    Shape.of(1, 2, 2, 32),
                    compiled,
                    coefficients,
                    new float[128])
                .get(1))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void paddingNeverWins(boolean compiled) {
    List<float[]> answers =
        pooled(
            new MaxPooling2D(2).withPadding(Padding.SAME),
            Shape.of(1, 3, 3, 1),
            compiled,
            new float[4],
            new float[] {-9, -8, -7, -6, -5, -4, -3, -2, -1});

    assertThat(answers.get(0)).containsExactly(-5, -4, -2, -1);
  }

  @Test
  void overlappingWindowsAddTheirGradients() {
    List<float[]> answers =
        pooled(
            new MaxPooling2D(2).withStrides(Size.square(1)),
            Shape.of(1, 2, 3, 1),
            false,
            new float[] {3, 7},
            new float[] {0, 9, 0, 0, 0, 0});

    assertThat(answers.get(0)).containsExactly(9, 9);
    assertThat(answers.get(1)).containsExactly(0, 10, 0, 0, 0, 0);
  }

  @Test
  void rejectsFlattenedImages() {
    Rejects.requireMessage(
        Input.floats(784),
        new MaxPooling2D(2),
        "MaxPooling2D needs [batch, height, width, channels], got [?, 784]; give images with a channel axis, and put Flatten after the last one");
  }

  @Test
  void rejectsAWindowLargerThanTheImage() {
    Rejects.requireMessage(
        Input.floats(4, 1, 3),
        new MaxPooling2D(2),
        "MaxPooling2D needs images of at least 2x2, got [?, 4, 1, 3]; use Padding.SAME or a smaller window");
  }
}
