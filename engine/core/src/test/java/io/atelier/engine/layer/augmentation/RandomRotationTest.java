package io.atelier.engine.layer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.image.Interpolation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class RandomRotationTest implements LayerContract {
  @Override
  public Layer layer() {
    return new RandomRotation(0.2).withFill(FillMode.CONSTANT, 0.5);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 4, 5, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 4, 5, 2);
  }

  /** The numbers of Keras' own test ({@code random_rotation_test.py}, 3.16.0): half a turn. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void turnsAsKeras(boolean compiled) {
    float[] backwards = new float[25];
    for (int i = 0; i < 25; i++) {
      backwards[i] = 24 - i;
    }
    assertThat(turned(0.5, compiled)).containsExactly(backwards, Offset.offset(1e-5f));
  }

  /** A quarter of a turn counter-clockwise: the right column becomes the top row. */
  @Test
  void positiveIsCounterClockwise() {
    float[] turned = turned(0.25, false);

    assertThat(new float[] {turned[0], turned[1], turned[2], turned[3], turned[4]})
        .containsExactly(new float[] {4, 9, 14, 19, 24}, Offset.offset(2e-5f));
  }

  private static float[] turned(double factor, boolean compiled) {
    return Augmented.training(
        new RandomRotation(new Factor(factor, factor), FillMode.REFLECT, Interpolation.BILINEAR, 0),
        compiled,
        0,
        Shape.of(1, 5, 5, 1),
        Augmented.counted(25));
  }

  @Test
  void doesNothingOutsideTraining() {
    assertThat(
            Augmented.inference(
                new RandomRotation(0.5), Shape.of(1, 5, 5, 1), Augmented.counted(25)))
        .containsExactly(Augmented.counted(25));
  }

  @Test
  void rejectsMoreThanATurn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomRotation(30))
        .withMessage(
            "RandomRotation needs factors in [-1.0, 1.0], got -30.0 to 30.0; give fractions such as 0.1");
  }
}
