package io.atelier.engine.layer;

import org.tensorflow.ndarray.Shape;

class ShiftTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Shift();
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 3, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 3, 4);
  }
}
