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

class GlobalMaxPooling2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new GlobalMaxPooling2D();
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 4, 3);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3);
  }

  /** As TensorFlow's gradient of a largest value does. */
  @Test
  void equalLargestValuesShareTheGradient() {
    try (BuiltLayer built =
        new BuiltLayer(new GlobalMaxPooling2D(), Shape.of(1, 2, 2, 1), true, false, 0)) {
      List<float[]> answers = built.at(0, List.of(new float[] {6}, new float[] {1, 5, 0, 5}));

      assertThat(answers.get(0)).containsExactly(5);
      assertThat(answers.get(1)).containsExactly(0, 3, 0, 3);
    }
  }

  @Test
  void rejectsWhatHasNoPlaces() {
    Rejects.requireMessage(
        Input.floats(9),
        new GlobalMaxPooling2D(),
        "GlobalMaxPooling2D needs [batch, height, width, channels], got [?, 9]; give images with a channel axis, and put Flatten after the last one");
  }
}
