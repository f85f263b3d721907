package io.atelier.engine.layer.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class CenterCropTest implements LayerContract {
  @Override
  public Layer layer() {
    return new CenterCrop(2, 3);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 4, 4, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 2, 3, 2);
  }

  private static float[] cropped(Layer layer, Shape shape, float... image) {
    try (BuiltLayer built = new BuiltLayer(layer, shape, false, false, 0)) {
      return built.at(0, List.of(new float[(int) built.shapes().get(0).size()], image)).get(0);
    }
  }

  /** Of an odd number of pixels to cut, Keras cuts one more behind. */
  @Test
  void takesTheMiddle() {
    assertThat(cropped(new CenterCrop(1, 2), Shape.of(1, 2, 5, 1), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
        .containsExactly(1, 2);
  }

  /** Of 1x4 for 2x4, the middle 1x2, twice as large. */
  @Test
  void enlargesTheLargestPartOfASmallerImage() {
    assertThat(cropped(new CenterCrop(2, 4), Shape.of(1, 1, 4, 1), 9, 0, 4, 9))
        .containsExactly(0, 1, 3, 4, 0, 1, 3, 4);
  }

  @Test
  void rejectsNoSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CenterCrop(0, 2))
        .withMessage(
            "CenterCrop needs a height and a width of at least 1, got 0x2; give positive numbers");
  }
}
