package io.atelier.engine.layer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class RandomFlipTest implements LayerContract {
  @Override
  public Layer layer() {
    return new RandomFlip(FlipMode.HORIZONTAL_AND_VERTICAL);
  }

  @Override
  public Shape input() {
    return Shape.of(4, 3, 2, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(4, 3, 2, 2);
  }

  private static Map<String, Integer> kinds(FlipMode mode, boolean compiled) {
    float[] images = new float[400 * 4];
    for (int i = 0; i < images.length; i++) {
      images[i] = i % 4;
    }
    float[] output =
        Augmented.training(new RandomFlip(mode), compiled, 0, Shape.of(400, 2, 2, 1), images);
    Map<String, Integer> kinds = new TreeMap<>();
    for (int i = 0; i < 400; i++) {
      kinds.merge(Arrays.toString(Arrays.copyOfRange(output, 4 * i, 4 * i + 4)), 1, Integer::sum);
    }
    return kinds;
  }

  /** Half of 400, or a quarter in each of four ways, within five deviations. */
  @Test
  void flipsHalfOfTheImagesInEachDirection() {
    assertThat(kinds(FlipMode.HORIZONTAL, false))
        .containsOnlyKeys("[0.0, 1.0, 2.0, 3.0]", "[1.0, 0.0, 3.0, 2.0]")
        .allSatisfy((kind, count) -> assertThat(count).isBetween(150, 250));
    assertThat(kinds(FlipMode.VERTICAL, false))
        .containsOnlyKeys("[0.0, 1.0, 2.0, 3.0]", "[2.0, 3.0, 0.0, 1.0]");
    assertThat(kinds(FlipMode.HORIZONTAL_AND_VERTICAL, false))
        .hasSize(4)
        .containsKey("[3.0, 2.0, 1.0, 0.0]")
        .allSatisfy((kind, count) -> assertThat(count).isBetween(57, 143))
        .isEqualTo(kinds(FlipMode.HORIZONTAL_AND_VERTICAL, true));
  }

  @Test
  void doesNothingOutsideTraining() {
    assertThat(Augmented.inference(layer(), Shape.of(1, 2, 2, 1), 1, 2, 3, 4))
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void rejectsNoMode() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomFlip(null))
        .withMessage("RandomFlip needs a mode, got null; use FlipMode.HORIZONTAL if unsure");
  }
}
