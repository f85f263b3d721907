package io.atelier.engine.layer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class RandomContrastTest implements LayerContract {
  @Override
  public Layer layer() {
    return new RandomContrast(0.5).withValueRange(-8, 8);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 2, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 2, 2);
  }

  /** {@code (x - mean) * factor + mean} for each channel, then cut to the range. */
  @Test
  void movesEachChannelAwayFromItsMean() {
    RandomContrast layer = new RandomContrast(new Spread(0, 0.75), new ValueRange(0, 10));
    float[] image = {1, 4, 3, 4, 5, 6, 7, 10};
    float[] output = Augmented.training(layer, false, 0, Shape.of(1, 2, 2, 2), image);
    float factor = (output[2] - 4) / (3 - 4);

    assertThat(factor).isBetween(1.01f, 1.75f);
    for (int i = 0; i < 8; i++) {
      float mean = i % 2 == 0 ? 4 : 6;
      assertThat(output[i])
          .isCloseTo(
              Math.max(0, Math.min(10, (image[i] - mean) * factor + mean)), Offset.offset(1e-5f));
    }
    assertThat(Augmented.inference(layer, Shape.of(1, 2, 2, 2), image)).containsExactly(image);
  }

  /** Of images of two pixels, 0 and 1 around a mean of 1/2, the second tells the factor. */
  @Test
  void factorsLieBetweenTheBounds() {
    float[] images = new float[1000];
    for (int i = 1; i < 1000; i += 2) {
      images[i] = 1;
    }
    float[] output =
        Augmented.training(
            new RandomContrast(0.5).withValueRange(-9, 9),
            false,
            0,
            Shape.of(500, 1, 2, 1),
            images);
    double mean = 0;
    for (int i = 1; i < 1000; i += 2) {
      float factor = 2 * output[i] - 1;
      assertThat(factor).isBetween(0.5f, 1.5f);
      mean += factor / 500;
    }
    assertThat(mean).isCloseTo(1, Offset.offset(5 / Math.sqrt(12.0 * 500)));
  }

  @Test
  void rejectsMoreThanTheWhole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomContrast(1.5))
        .withMessage(
            "Spread needs a lower and an upper part in [0, 1], got 1.5 and 1.5; give fractions such as 0.1");
  }

  @Test
  void rejectsARangeOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomContrast(0.5).withValueRange(1, 0))
        .withMessage(
            "ValueRange needs a lowest value below the highest, got 1.0 and 0.0; give such as 0 and 255");
  }
}
