package io.atelier.engine.layer.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class SoftmaxTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Softmax(1);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 4);
  }

  @Test
  void sumsToOneAlongItsAxis() {
    try (BuiltLayer built = new BuiltLayer(new Softmax(1), Shape.of(1, 2, 3), false, false, 0)) {
      float[] y = built.at(0, List.of(new float[6], new float[] {1, 2, 3, 1, 3, 5})).get(0);
      double first = 1 / (1 + Math.exp(0));
      double second = 1 / (1 + Math.exp(1));
      double third = 1 / (1 + Math.exp(2));
      assertThat(y)
          .containsExactly(
              new float[] {
                (float) first,
                (float) second,
                (float) third,
                (float) (1 - first),
                (float) (1 - second),
                (float) (1 - third)
              },
              Offset.offset(5e-7f));
    }
  }
}
