package io.atelier.engine.layer.reshaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Rejects;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class PermuteTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Permute(3, 1, 2);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 4, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 2, 3, 4);
  }

  @Test
  void columnsBecomeRows() {
    try (BuiltLayer built = new BuiltLayer(new Permute(2, 1), Shape.of(1, 2, 3), true, false, 0)) {
      float[] answer = built.at(0, List.of(new float[6], new float[] {1, 2, 3, 4, 5, 6})).get(0);

      assertThat(answer).containsExactly(1, 4, 2, 5, 3, 6);
    }
  }

  @Test
  void rejectsExamplesOfMoreAxes() {
    Rejects.requireMessage(
        Input.floats(4, 3, 2),
        new Permute(2, 1),
        "Permute needs examples of 2 axes for [2, 1], got [?, 4, 3, 2]; name each axis behind the batch once");
  }

  @Test
  void rejectsTheBatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Permute(0, 1, 2))
        .withMessage(
            "Permute needs each axis from 1 on once, got [0, 1, 2]; give such as new Permute(2, 1)");
  }

  @Test
  void rejectsAGap() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Permute(1, 4, 2))
        .withMessage(
            "Permute needs each axis from 1 on once, got [1, 4, 2]; give such as new Permute(2, 1)");
  }
}
