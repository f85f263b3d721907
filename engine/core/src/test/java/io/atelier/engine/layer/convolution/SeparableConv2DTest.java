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

class SeparableConv2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new SeparableConv2D(3, 2, Activation.TANH).withPadding(Padding.SAME);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 3, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 3, 3);
  }

  @Test
  void mixesTheChannelsAfterwards() {
    Layer layer = new SeparableConv2D(1, 1, Activation.LINEAR).withoutBias();
    try (BuiltLayer built = new BuiltLayer(layer, Shape.of(1, 1, 2, 2), false, false, 0)) {
      float[] x = {1, 2, 3, 4};
      assertThat(
              built.at(0, List.of(new float[2], x, new float[] {1, 10}, new float[] {2, 3})).get(0))
          .containsExactly(62, 126);
    }
  }
}
