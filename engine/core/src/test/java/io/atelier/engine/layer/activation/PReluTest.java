package io.atelier.engine.layer.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.initializer.Constant;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.Weight;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class PReluTest implements LayerContract {
  @Override
  public Layer layer() {
    // Away from the corner at 0.
    return Sequential.of(new Rescaling(1, 1, 0.03125), new PRelu());
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 4);
  }

  @Test
  void hasASlopeForEachPlaceUnlessShared() {
    PRelu layer = new PRelu(new Weight(new Constant(0.5)), List.of(1));
    try (BuiltLayer built = new BuiltLayer(layer, Shape.of(1, 2, 3), false, false, 0)) {
      assertThat(built.shapes().get(2)).isEqualTo(Shape.of(1, 3));
      assertThat(
              built
                  .at(
                      0,
                      List.of(
                          new float[6],
                          new float[] {-1, 2, -4, 8, -16, -32},
                          new float[] {0.5f, 0.25f, 2}))
                  .get(0))
          .containsExactly(new float[] {-0.5f, 2, -8, 8, -4, -64}, Offset.offset(0f));
    }
  }
}
