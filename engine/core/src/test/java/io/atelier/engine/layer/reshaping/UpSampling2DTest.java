package io.atelier.engine.layer.reshaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.image.Interpolation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Size;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class UpSampling2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new UpSampling2D(2).withInterpolation(Interpolation.BILINEAR);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 2, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 6, 4, 2);
  }

  /** Half, then three quarters of the way between two pixels; edges are repeated. */
  @Test
  void bilinearGoesFromMiddleToMiddle() {
    try (BuiltLayer built = new BuiltLayer(layer(), Shape.of(1, 1, 3, 1), true, false, 0)) {
      float[] row = built.at(0, List.of(new float[12], new float[] {0, 4, 12})).get(0);

      assertThat(row).containsExactly(0, 1, 3, 6, 10, 12, 0, 1, 3, 6, 10, 12);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nearestRepeatsAndAddsTheGradientsUp(boolean compiled) {
    Layer layer = new UpSampling2D(new Size(1, 2), Interpolation.NEAREST);
    try (BuiltLayer built = new BuiltLayer(layer, Shape.of(1, 2, 1, 2), true, compiled, 0)) {
      List<float[]> answers =
          built.at(0, List.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new float[] {1, 2, 3, 4}));

      assertThat(answers.get(0)).containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
      assertThat(answers.get(1)).containsExactly(4, 6, 12, 14);
    }
  }

  @Test
  void rowsAndColumnsHaveFactorsOfTheirOwn() {
    Layer layer = new UpSampling2D(new Size(3, 2), Interpolation.NEAREST);
    try (BuiltLayer built = new BuiltLayer(layer, Shape.of(1, 1, 2, 1), true, false, 0)) {
      assertThat(built.at(0, List.of(new float[12], new float[] {1, 2})).get(0))
          .containsExactly(1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2);
    }
  }

  @Test
  void rejectsOtherInterpolations() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UpSampling2D(2).withInterpolation(Interpolation.AREA))
        .withMessage(
            "UpSampling2D needs NEAREST, BILINEAR, BICUBIC, LANCZOS3 or LANCZOS5, got AREA; use one of them");
  }
}
