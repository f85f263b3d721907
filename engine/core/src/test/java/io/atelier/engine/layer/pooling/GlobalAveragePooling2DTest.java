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

class GlobalAveragePooling2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new GlobalAveragePooling2D();
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 4, 3);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3);
  }

  @Test
  void everyPlaceHasItsShareOfTheGradient() {
    try (BuiltLayer built =
        new BuiltLayer(new GlobalAveragePooling2D(true), Shape.of(1, 2, 2, 1), true, false, 0)) {
      List<float[]> answers = built.at(0, List.of(new float[] {6}, new float[] {1, 5, 0, 4}));

      assertThat(answers.get(0)).containsExactly(2.5f);
      assertThat(answers.get(1)).containsExactly(1.5f, 1.5f, 1.5f, 1.5f);
      assertThat(built.shapes().get(0)).isEqualTo(Shape.of(1, 1, 1, 1));
    }
  }

  @Test
  void rejectsWhatHasNoPlaces() {
    Rejects.requireMessage(
        Input.floats(9),
        new GlobalAveragePooling2D(),
        "GlobalAveragePooling2D needs [batch, height, width, channels], got [?, 9]; give images with a channel axis, and put Flatten after the last one");
  }
}
