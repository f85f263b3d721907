package io.atelier.engine.layer.reshaping;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Rejects;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ZeroPadding2DTest implements LayerContract {
  @Override
  public Layer layer() {
    return new ZeroPadding2D(new Border(1, 0, 2, 3));
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 2, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 4, 7, 2);
  }

  @Test
  void rejectsFlattenedImages() {
    Rejects.requireMessage(
        Input.floats(9),
        new ZeroPadding2D(1),
        "ZeroPadding2D needs [batch, height, width, channels], got [?, 9]; give images with a channel axis, and put Flatten after the last one");
  }

  @Test
  void rejectsLessThanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ZeroPadding2D(-1))
        .withMessage(
            "Margin needs at least 0 places before and after, got -1 and -1; give 0 for none");
  }
}
