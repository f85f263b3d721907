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

class RandomCropTest implements LayerContract {
  @Override
  public Layer layer() {
    return new RandomCrop(2, 3);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 4, 4, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 2, 3, 2);
  }

  @Test
  void eachImageIsCroppedAtAPlaceOfItsOwn() {
    float[] images = new float[300 * 9];
    for (int i = 0; i < images.length; i++) {
      images[i] = i % 9;
    }
    Shape shape = Shape.of(300, 3, 3, 1);
    float[] output = Augmented.training(new RandomCrop(2, 2), false, 0, shape, images);
    Map<Float, Integer> corners = new TreeMap<>();
    for (int i = 0; i < 1200; i += 4) {
      float corner = output[i];
      assertThat(Arrays.copyOfRange(output, i, i + 4))
          .containsExactly(corner, corner + 1, corner + 3, corner + 4);
      corners.merge(corner, 1, Integer::sum);
    }
    assertThat(corners).containsOnlyKeys(0f, 1f, 3f, 4f);
    // A quarter of 300 each, within five deviations.
    assertThat(corners.values()).allSatisfy(count -> assertThat(count).isBetween(38, 112));
    assertThat(Augmented.training(new RandomCrop(2, 2), true, 0, shape, images))
        .containsExactly(output);
  }

  /** The largest middle part of the proportions, resized: of 2x6 for 1x2, the columns 1 to 4. */
  @Test
  void takesTheMiddleOutsideTrainingAndOfSmallerImages() {
    Shape shape = Shape.of(1, 2, 6, 1);

    assertThat(Augmented.inference(new RandomCrop(2, 4), shape, Augmented.counted(12)))
        .containsExactly(1, 2, 3, 4, 7, 8, 9, 10);
    assertThat(Augmented.inference(new RandomCrop(1, 2), shape, Augmented.counted(12)))
        .containsExactly(4.5f, 6.5f);
    assertThat(Augmented.training(new RandomCrop(4, 8), false, 0, shape, Augmented.counted(12)))
        .containsExactly(Augmented.inference(new RandomCrop(4, 8), shape, Augmented.counted(12)));
  }

  @Test
  void rejectsNoSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomCrop(2, 0))
        .withMessage(
            "RandomCrop needs a height and a width of at least 1, got 2x0; give positive numbers");
  }
}
