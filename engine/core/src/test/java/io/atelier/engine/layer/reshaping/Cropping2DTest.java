package io.atelier.engine.layer.reshaping;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Rejects;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class Cropping2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Cropping2D(new Border(1, 0, 2, 3));
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 7, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 2, 2, 2);
  }

  @Test
  void rejectsImagesOfWhichNothingIsLeft() {
    Rejects.requireMessage(
        Input.floats(5, 4, 1),
        new Cropping2D(new Border(1, 1, 3, 1)),
        "Cropping2D needs images of at least 3x5, got [?, 5, 4, 1]; cut off less");
  }
}
