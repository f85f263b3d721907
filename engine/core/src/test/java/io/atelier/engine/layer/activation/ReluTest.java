package io.atelier.engine.layer.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ReluTest implements LayerContract {
  @Override
  public Layer layer() {
    // Away from the corner at 0.
    return Sequential.of(new Rescaling(1, 1, 0.03125), new Relu(OptionalDouble.of(0.5), 0.25, 0));
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 4);
  }

  /** The formula of Keras 3's layers/activations/relu.py. */
  @Test
  void isTheFormula() {
    try (BuiltLayer built =
        new BuiltLayer(
            new Relu(OptionalDouble.of(1.5), 0.1, 0.5), Shape.of(1, 4), false, false, 0)) {
      assertThat(built.at(0, List.of(new float[4], new float[] {-3, -1, 0, 2})).get(0))
          .containsExactly(new float[] {-0.35f, -0.15f, -0.05f, 1.5f}, Offset.offset(2e-7f));
    }
  }
}
