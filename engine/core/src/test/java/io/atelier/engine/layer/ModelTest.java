package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {
  @Test
  void keepsACopyOfItsLayers() {
    List<Layer> layers = new ArrayList<>(List.of(new Flatten()));
    Model model = new Model("copied", Input.floats(2), layers);
    layers.clear();

    assertThat(model.layers()).containsExactly(new Flatten());
  }

  @Test
  void rejectsNoLayers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.of("empty", Input.floats(2)))
        .withMessage("Model empty needs at least one layer, got none; add one");
  }

  @Test
  void rejectsAnInputOfUnknownSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Input.floats(28, -1))
        .withMessage(
            "Input needs known sizes of at least 1, got [28, ?]; leave only the batch out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Input.bytes(0))
        .withMessage("Input needs known sizes of at least 1, got [0]; leave only the batch out");
  }
}
