package io.atelier.engine.layer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class RandomBrightnessTest implements LayerContract {
  @Override
  public Layer layer() {
    return new RandomBrightness(0.1).withValueRange(-20, 20);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 2, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 2, 2);
  }

  /** Keras' documentation: a factor of 0.1 adds 25.5 to bytes. */
  @Test
  void addsAShareOfTheRange() {
    Layer layer = new RandomBrightness(new Factor(0.1, 0.1), new ValueRange(0, 255));

    assertThat(
            Augmented.training(
                layer, false, 0, Shape.of(1, 2, 2, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 240))
        .containsExactly(
            26.5f, 27.5f, 28.5f, 29.5f, 30.5f, 31.5f, 32.5f, 33.5f, 34.5f, 35.5f, 36.5f, 255);
    assertThat(Augmented.inference(layer, Shape.of(1, 1, 2, 1), 1, 300)).containsExactly(1, 300);
  }

  /** The range is 2 wide: a quarter of it is 1/2. */
  @Test
  void rangesMayBeginBelowZero() {
    Layer layer = new RandomBrightness(new Factor(0.25, 0.25), new ValueRange(-1, 1));

    assertThat(Augmented.training(layer, false, 0, Shape.of(1, 1, 3, 1), -1, 0, 0.75f))
        .containsExactly(-0.5f, 0.5f, 1);
  }

  @Test
  void differsFromImageToImageAndStepToStep() {
    Layer layer = new RandomBrightness(0.5).withValueRange(0, 1);
    float[] images = new float[100];
    Arrays.fill(images, 0.5f);
    float[] output = Augmented.training(layer, false, 0, Shape.of(100, 1, 1, 1), images);

    assertThat(output).doesNotHaveDuplicates();
    assertThat(Augmented.training(layer, true, 0, Shape.of(100, 1, 1, 1), images))
        .containsExactly(output, Offset.offset(1e-6f));
    assertThat(Augmented.training(layer, false, 1, Shape.of(100, 1, 1, 1), images))
        .isNotEqualTo(output);
  }

  @Test
  void rejectsMoreThanTheWholeRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomBrightness(1.1))
        .withMessage(
            "RandomBrightness needs factors in [-1.0, 1.0], got -1.1 to 1.1; give fractions such as 0.1");
  }
}
