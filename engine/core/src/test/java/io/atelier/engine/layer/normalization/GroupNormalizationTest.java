package io.atelier.engine.layer.normalization;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class GroupNormalizationTest implements LayerContract {
  @Override
  public Layer layer() {
    return new GroupNormalization(2);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 2, 2, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 2, 2, 4);
  }

  /** keras/src/layers/normalization/group_normalization_test.py: test_groupnorm_flat. */
  @Test
  void normalizesEveryGroupOfAnExample() {
    float[] x = {-1, 1, 0, 2, -3, -1};
    try (BuiltLayer built =
        new BuiltLayer(new GroupNormalization(2), Shape.of(1, 6), false, false, 0)) {
      float[] ones = {1, 1, 1, 1, 1, 1};
      float[] y = built.at(0, List.of(new float[6], x, ones, new float[6])).get(0);
      double first = Math.sqrt(2 / 3.0 + 0.001);
      double m = -2 / 3.0;
      double second =
          Math.sqrt(((2 - m) * (2 - m) + (-3 - m) * (-3 - m) + (-1 - m) * (-1 - m)) / 3 + 0.001);
      assertThat(y)
          .containsExactly(
              new float[] {
                (float) (-1 / first),
                (float) (1 / first),
                0,
                (float) ((2 - m) / second),
                (float) ((-3 - m) / second),
                (float) ((-1 - m) / second)
              },
              Offset.offset(2e-6f));
    }
  }
}
