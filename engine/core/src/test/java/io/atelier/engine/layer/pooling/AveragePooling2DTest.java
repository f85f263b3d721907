package io.atelier.engine.layer.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Rejects;
import io.atelier.engine.layer.Size;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class AveragePooling2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new AveragePooling2D(new Size(2, 3), new Size(2, 1), Padding.SAME);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 5, 4, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 4, 2);
  }

  private static List<float[]> pooled(
      Layer layer, Shape input, boolean compiled, float[] coefficients, float[] image) {
    try (BuiltLayer built = new BuiltLayer(layer, input, true, compiled, 0)) {
      return built.at(0, List.of(coefficients, image));
    }
  }

  /** What is padded is not counted, as TensorFlow's documentation of the operation says. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theMeanIsOfWhatIsInsideTheImage(boolean compiled) {
    List<float[]> answers =
        pooled(
            new AveragePooling2D(2).withPadding(Padding.SAME),
            Shape.of(1, 3, 3, 1),
            compiled,
            new float[] {4, 2, 2, 1},
            new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

    assertThat(answers.get(0)).containsExactly(3, 4.5f, 7.5f, 9);
    assertThat(answers.get(1)).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void overlappingWindowsAddTheirGradients(boolean compiled) {
    List<float[]> answers =
        pooled(
            new AveragePooling2D(2).withStrides(Size.square(1)),
            Shape.of(1, 2, 3, 1),
            compiled,
            new float[] {4, 8},
            new float[] {0, 4, 8, 4, 0, 0});

    assertThat(answers.get(0)).containsExactly(2, 3);
    assertThat(answers.get(1)).containsExactly(1, 3, 2, 1, 3, 2);
  }

  @Test
  void rejectsFlattenedImages() {
    Rejects.requireMessage(
        Input.floats(9),
        new AveragePooling2D(2),
        "AveragePooling2D needs [batch, height, width, channels], got [?, 9]; give images with a channel axis, and put Flatten after the last one");
  }

  @Test
  void rejectsNoWindow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AveragePooling2D(null, Size.square(1), Padding.VALID))
        .withMessage("AveragePooling2D needs a window, got null; use Size.square(2) if unsure");
  }
}
