package io.atelier.engine.layer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.image.Interpolation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class RandomZoomTest implements LayerContract {
  @Override
  public Layer layer() {
    return new RandomZoom(
        new Factor(-0.4, 0.3),
        Optional.of(new Factor(-0.2, 0.5)),
        FillMode.WRAP,
        Interpolation.BILINEAR,
        0);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 5, 4, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 5, 4, 2);
  }

  /** The numbers of Keras' own tests ({@code random_zoom_test.py}, 3.16.0). */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void zoomsAsKeras(boolean compiled) {
    assertThat(zoomed(0.5, 0.8, compiled))
        .containsExactly(
            new float[] {
              0, 0, 0, 0, 0, 0, 2.7f, 4.5f, 6.3f, 0, 0, 10.2f, 12, 13.8f, 0, 0, 17.7f, 19.5f, 21.3f,
              0, 0, 0, 0, 0, 0
            },
            Offset.offset(1e-5f));
    assertThat(zoomed(-0.5, -0.5, compiled))
        .containsExactly(
            new float[] {
              6, 6.5f, 7, 7.5f, 8, 8.5f, 9, 9.5f, 10, 10.5f, 11, 11.5f, 12, 12.5f, 13, 13.5f, 14,
              14.5f, 15, 15.5f, 16, 16.5f, 17, 17.5f, 18
            },
            Offset.offset(1e-5f));
  }

  private static float[] zoomed(double height, double width, boolean compiled) {
    return Augmented.training(
        new RandomZoom(
            new Factor(height, height),
            Optional.of(new Factor(width, width)),
            FillMode.CONSTANT,
            Interpolation.BILINEAR,
            0),
        compiled,
        0,
        Shape.of(1, 5, 5, 1),
        Augmented.counted(25));
  }

  /** Without a factor of the width, what was drawn for the height: a square stays symmetric. */
  @Test
  void keepsProportionsWithoutAFactorOfTheWidth() {
    float[] symmetric = {0, 1, 2, 1, 3, 4, 2, 4, 5};
    float[] output =
        Augmented.training(
            new RandomZoom(0).withFactors(new Factor(-0.6, -0.2), Optional.empty()),
            false,
            0,
            Shape.of(1, 3, 3, 1),
            symmetric);

    assertThat(output).isNotEqualTo(symmetric);
    assertThat(new float[] {output[1], output[2], output[5]})
        .containsExactly(new float[] {output[3], output[6], output[7]}, Offset.offset(1e-5f));
  }

  @Test
  void rejectsAnImageOfNoSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RandomZoom(
                    new Factor(-1, 0), Optional.empty(), FillMode.WRAP, Interpolation.BILINEAR, 0))
        .withMessage(
            "RandomZoom needs factors in (-1.0, 1.0], got -1.0 to 0.0; give fractions such as 0.1");
  }
}
