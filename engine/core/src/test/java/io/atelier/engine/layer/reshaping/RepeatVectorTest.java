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

class RepeatVectorTest implements LayerContract {
  @Override
  public Layer layer() {
    return new RepeatVector(3);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 4);
  }

  @Test
  void repeatsRows() {
    try (BuiltLayer built = new BuiltLayer(layer(), Shape.of(1, 2), true, false, 0)) {
      List<float[]> answers =
          built.at(0, List.of(new float[] {1, 2, 3, 4, 5, 6}, new float[] {7, 8}));

      assertThat(answers.get(0)).containsExactly(7, 8, 7, 8, 7, 8);
      assertThat(answers.get(1)).containsExactly(9, 12);
    }
  }

  @Test
  void rejectsSequences() {
    Rejects.requireMessage(
        Input.floats(4, 3),
        new RepeatVector(2),
        "RepeatVector needs [batch, features], got [?, 4, 3]; put Flatten before it");
  }

  @Test
  void rejectsNoRepetition() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RepeatVector(0))
        .withMessage("RepeatVector needs at least 1 repetition, got 0; give a positive number");
  }
}
