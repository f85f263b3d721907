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

class DepthwiseConv2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new DepthwiseConv2D(2, Activation.TANH).withDepthMultiplier(2).withPadding(Padding.SAME);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 3, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 3, 4);
  }

  @Test
  void everyChannelHasItsOwnFilters() {
    Layer layer = new DepthwiseConv2D(1, Activation.LINEAR).withDepthMultiplier(2).withoutBias();
    try (BuiltLayer built = new BuiltLayer(layer, Shape.of(1, 1, 2, 2), false, false, 0)) {
      float[] x = {1, 2, 3, 4};
      float[] kernel = {1, 10, 100, 1000};
      assertThat(built.at(0, List.of(new float[8], x, kernel)).get(0))
          .containsExactly(1, 10, 200, 2000, 3, 30, 400, 4000);
    }
  }
}
