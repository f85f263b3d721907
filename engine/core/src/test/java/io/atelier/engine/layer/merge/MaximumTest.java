package io.atelier.engine.layer.merge;

import io.atelier.engine.layer.Halved;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import org.tensorflow.ndarray.Shape;

class MaximumTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Halved(new Maximum());
  }

  @Override
  public Shape input() {
    return Shape.of(2, 6);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3);
  }
}
