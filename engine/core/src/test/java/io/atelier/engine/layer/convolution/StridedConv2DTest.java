package io.atelier.engine.layer.convolution;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import org.tensorflow.ndarray.Shape;

/** One channel and one filter, for which TensorFlow 2.18 has a wrong gradient on a CPU. */
class StridedConv2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Conv2D(1, 2, Activation.TANH).withStrides(Size.square(2)).withPadding(Padding.SAME);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 5, 5, 1);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 3, 1);
  }
}
