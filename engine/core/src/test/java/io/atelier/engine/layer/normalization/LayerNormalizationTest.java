package io.atelier.engine.layer.normalization;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class LayerNormalizationTest implements LayerContract {
  @Override
  public Layer layer() {
    return new LayerNormalization(0.01);
  }

  @Override
  public Shape input() {
    return Shape.of(3, 2, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(3, 2, 4);
  }

  /** Keras' documentation: rows of distance 10 become -1 and 1. */
  @Test
  void bringsEveryRowToMeanZeroAndDeviationOne() {
    float[] x = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90};
    try (BuiltLayer built =
        new BuiltLayer(new LayerNormalization(), Shape.of(5, 2), false, false, 0)) {
      float[] y =
          built.at(0, List.of(new float[10], x, new float[] {1, 1}, new float[] {0, 0})).get(0);
      // 5 / sqrt(25 + 0.001)
      assertThat(y)
          .containsExactly(new float[] {-1, 1, -1, 1, -1, 1, -1, 1, -1, 1}, Offset.offset(5e-5f));
    }
  }
}
