package io.atelier.engine.layer;

import org.tensorflow.ndarray.Shape;

class JitterTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Jitter(0.5);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 4);
  }
}
