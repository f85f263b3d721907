package io.atelier.engine.layer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.image.Interpolation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class RandomTranslationTest implements LayerContract {
  @Override
  public Layer layer() {
    return new RandomTranslation(0.3, 0.2);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 5, 4, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 5, 4, 2);
  }

  /** The numbers of Keras' own tests ({@code random_translation_test.py}, 3.16.0). */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shiftsAsKeras(boolean compiled) {
    Offset<Float> within = Offset.offset(1e-5f);
    assertThat(shifted(-0.2, 0, FillMode.REFLECT, compiled))
        .containsExactly(
            new float[] {
              5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 20, 21, 22,
              23, 24
            },
            within);
    assertThat(shifted(0.2, 0, FillMode.CONSTANT, compiled))
        .containsExactly(
            new float[] {
              0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19
            },
            within);
    assertThat(shifted(0, -0.2, FillMode.CONSTANT, compiled))
        .containsExactly(
            new float[] {
              1, 2, 3, 4, 0, 6, 7, 8, 9, 0, 11, 12, 13, 14, 0, 16, 17, 18, 19, 0, 21, 22, 23, 24, 0
            },
            within);
  }

  private static float[] shifted(double down, double right, FillMode mode, boolean compiled) {
    return Augmented.training(
        new RandomTranslation(0, 0)
            .withFactors(new Factor(down, down), new Factor(right, right))
            .withFill(mode, 0),
        compiled,
        0,
        Shape.of(1, 5, 5, 1),
        Augmented.counted(25));
  }

  /** Each image by whole pixels of its own, here up to two. */
  @Test
  void imagesOfABatchAreShiftedEachByItself() {
    Layer layer = new RandomTranslation(0, 0.5).withInterpolation(Interpolation.NEAREST);
    float[] images = new float[200 * 4];
    for (int i = 0; i < images.length; i++) {
      images[i] = i % 4;
    }
    Shape shape = Shape.of(200, 1, 4, 1);
    float[] output = Augmented.training(layer, false, 0, shape, images);
    Set<String> kinds = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      kinds.add(Arrays.toString(Arrays.copyOfRange(output, 4 * i, 4 * i + 4)));
    }
    assertThat(kinds)
        .containsExactly(
            "[0.0, 0.0, 1.0, 2.0]",
            "[0.0, 1.0, 2.0, 3.0]",
            "[1.0, 0.0, 0.0, 1.0]",
            "[1.0, 2.0, 3.0, 3.0]",
            "[2.0, 3.0, 3.0, 2.0]");
    assertThat(Augmented.training(layer, true, 0, shape, images)).containsExactly(output);
    assertThat(Augmented.training(layer, false, 1, shape, images)).isNotEqualTo(output);
    assertThat(Augmented.inference(layer, shape, images)).containsExactly(images);
  }

  @Test
  void rejectsMoreThanTheWholeImage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomTranslation(0.1, 1.5))
        .withMessage(
            "RandomTranslation needs factors in [-1.0, 1.0], got -1.5 to 1.5; give fractions such as 0.1");
  }

  @Test
  void rejectsOtherInterpolations() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomTranslation(0.1, 0.1).withInterpolation(Interpolation.AREA))
        .withMessage("RandomTranslation needs NEAREST or BILINEAR, got AREA; use one of them");
  }

  @Test
  void rejectsBoundsInTheWrongOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Factor(0.2, 0.1))
        .withMessage(
            "Factor needs a lower and an upper bound, got 0.2 and 0.1; give the smaller one first");
  }
}
