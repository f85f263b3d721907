package io.atelier.engine.layer.regularization;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Rejects;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class SpatialDropout1DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new SpatialDropout1D(0.4);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 6);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 6);
  }

  /** Keras' own test: {@code test_spatial_dropout_1D_correctness}. */
  @Test
  void dropsWholeFeatures() {
    float[] ones = new float[300];
    Arrays.fill(ones, 1);
    try (BuiltLayer built =
        new BuiltLayer(new SpatialDropout1D(0.5), Shape.of(10, 3, 10), true, false, 1)) {
      float[] output = built.at(0, List.of(ones, ones)).get(0);
      for (int example = 0; example < 300; example += 30) {
        float[] first = Arrays.copyOfRange(output, example, example + 10);
        assertThat(Arrays.copyOfRange(output, example + 10, example + 20)).containsExactly(first);
        assertThat(Arrays.copyOfRange(output, example + 20, example + 30)).containsExactly(first);
      }
      assertThat(output).contains(0, 2).containsOnly(0, 2);
    }
  }

  @Test
  void rejectsImages() {
    Rejects.requireMessage(
        Input.floats(4, 3, 1),
        new SpatialDropout1D(0.5),
        "SpatialDropout1D needs [batch, steps, features], got [?, 4, 3, 1]; give sequences with a feature axis, such as new Reshape(100, 1) makes them");
  }
}
