package io.atelier.engine.layer.convolution;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import org.tensorflow.ndarray.Shape;

/** Dilation and groups, with the gradients that TensorFlow's own have not. */
class DilatedConv2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Conv2D(4, 2, Activation.TANH)
        .withDilation(new Size(2, 3))
        .withGroups(2)
        .withPadding(Padding.SAME);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 4, 5, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 4, 5, 4);
  }
}
