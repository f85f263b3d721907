package io.atelier.engine.layer.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Rejects;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class AveragePooling1DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new AveragePooling1D(3).withStrides(2);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 7, 3);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsPaddedIsNotCounted(boolean compiled) {
    try (BuiltLayer built =
        new BuiltLayer(
            new AveragePooling1D(2).withPadding(Padding.SAME),
            Shape.of(1, 3, 1),
            true,
            compiled,
            0)) {
      List<float[]> answers = built.at(0, List.of(new float[] {2, 4}, new float[] {-3, -1, -5}));

      assertThat(answers.get(0)).containsExactly(-2, -5);
      assertThat(answers.get(1)).containsExactly(1, 1, 4);
    }
  }

  @Test
  void rejectsImages() {
    Rejects.requireMessage(
        Input.floats(9, 9, 1),
        new AveragePooling1D(2),
        "AveragePooling1D needs [batch, steps, features], got [?, 9, 9, 1]; give sequences with a feature axis, such as new Reshape(100, 1) makes them");
  }

  @Test
  void rejectsAWindowLongerThanTheSequence() {
    Rejects.requireMessage(
        Input.floats(3, 2),
        new AveragePooling1D(4),
        "AveragePooling1D needs sequences of at least 4 steps, got [?, 3, 2]; use Padding.SAME or a smaller window");
  }

  @Test
  void rejectsNoStep() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AveragePooling1D(2).withStrides(0))
        .withMessage(
            "AveragePooling1D needs a window and strides of at least 1 step, got 2 and 0; give positive numbers");
  }
}
