package io.atelier.engine.layer.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Rejects;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class GlobalMaxPooling1DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new GlobalMaxPooling1D();
  }

  @Override
  public Shape input() {
    return Shape.of(2, 5, 3);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3);
  }

  /** As TensorFlow's gradient of a largest value does. */
  @Test
  void equalLargestValuesShareTheGradient() {
    try (BuiltLayer built =
        new BuiltLayer(new GlobalMaxPooling1D(), Shape.of(1, 4, 1), true, false, 0)) {
      List<float[]> answers = built.at(0, List.of(new float[] {6}, new float[] {1, 5, 0, 5}));

      assertThat(answers.get(0)).containsExactly(5);
      assertThat(answers.get(1)).containsExactly(0, 3, 0, 3);
    }
  }

  @Test
  void rejectsWhatHasNoPlaces() {
    Rejects.requireMessage(
        Input.floats(9),
        new GlobalMaxPooling1D(),
        "GlobalMaxPooling1D needs [batch, steps, features], got [?, 9]; give sequences with a feature axis, such as new Reshape(100, 1) makes them");
  }
}
