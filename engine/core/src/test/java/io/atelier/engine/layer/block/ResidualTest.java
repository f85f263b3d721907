package io.atelier.engine.layer.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Rejects;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ResidualTest implements LayerContract {
  @Override
  public Layer layer() {
    return Residual.of(new Dense(4, Activation.TANH), new Dense(4, Activation.LINEAR));
  }

  @Override
  public Shape input() {
    return Shape.of(2, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 4);
  }

  @Test
  void addsTheInputToWhatTheBodyMakesOfIt() {
    Layer layer = Residual.of(new Rescaling(2, 1)).withShortcut(new Rescaling(10, 1));
    float[] x = {1, 2};
    for (Layer each : List.of(layer, Residual.of(new Rescaling(2, 1)))) {
      try (BuiltLayer built = new BuiltLayer(each, Shape.of(1, 2), false, false, 0)) {
        assertThat(built.at(0, List.of(new float[2], x)).get(0))
            .containsExactly(each == layer ? 12 : 3, each == layer ? 24 : 6);
      }
    }
  }

  @Test
  void refusesABodyOfAnotherShape() {
    Rejects.requireMessage(
        Input.floats(3),
        Residual.of(new Dense(4, Activation.LINEAR)),
        "Add needs inputs of one shape, got [?, 4] and [?, 3]; give them the same sizes, or 1 along an axis that is to be repeated");
  }
}
