package io.atelier.engine.layer.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class Conv1DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Conv1D(4, 3, Activation.TANH).withPadding(Padding.SAME).withDilation(2);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 5, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 5, 4);
  }

  @Test
  void movesItsWindowAlongTheSequence() {
    Layer layer = new Conv1D(1, 2, Activation.LINEAR).withStrides(2).withoutBias();
    try (BuiltLayer built = new BuiltLayer(layer, Shape.of(1, 5, 1), false, false, 0)) {
      assertThat(built.shapes().get(0)).isEqualTo(Shape.of(1, 2, 1));
      float[] x = {1, 2, 3, 4, 5};
      assertThat(built.at(0, List.of(new float[2], x, new float[] {10, 1})).get(0))
          .containsExactly(12, 34);
    }
  }
}
