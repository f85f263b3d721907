package io.atelier.engine.layer.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class SpatialDropout2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new SpatialDropout2D(0.4);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 2, 6);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 2, 6);
  }

  private static float[] dropped(boolean training, boolean compiled) {
    float[] ones = new float[10 * 3 * 3 * 10];
    Arrays.fill(ones, 1);
    try (BuiltLayer built =
        new BuiltLayer(new SpatialDropout2D(0.5), Shape.of(10, 3, 3, 10), training, compiled, 1)) {
      return built.at(0, List.of(ones, ones)).get(0);
    }
  }

  /** Keras' own test, of each pixel instead of one: {@code test_spatial_dropout_2D_correctness}. */
  @Test
  void dropsWholeChannels() {
    float[] output = dropped(true, false);
    int dropped = 0;
    for (int example = 0; example < 10; example++) {
      for (int channel = 0; channel < 10; channel++) {
        float first = output[example * 90 + channel];
        for (int pixel = 1; pixel < 9; pixel++) {
          assertThat(output[example * 90 + pixel * 10 + channel]).isEqualTo(first);
        }
        assertThat(first).isIn(0f, 2f);
        dropped += first == 0 ? 1 : 0;
      }
    }
    assertThat(dropped).isBetween(25, 75);
    assertThat(dropped(true, true)).containsExactly(output);
  }

  @Test
  void doesNothingOutsideTraining() {
    assertThat(dropped(false, false)).containsOnly(1);
  }

  @Test
  void rejectsARateThatIsNoShare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpatialDropout2D(1))
        .withMessage(
            "SpatialDropout2D needs a rate in [0, 1), got 1.0; give the fraction to drop, such as 0.2");
  }
}
