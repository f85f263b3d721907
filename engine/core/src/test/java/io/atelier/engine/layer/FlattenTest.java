package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class FlattenTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Flatten();
  }

  @Override
  public Shape input() {
    return Shape.of(2, 2, 3, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 12);
  }

  @Test
  void keepsTheOrderOfTheNumbers() {
    float[] numbers = {1, 2, 3, 4, 5, 6, 7, 8};
    try (BuiltLayer built = new BuiltLayer(new Flatten(), Shape.of(1, 2, 2, 2), false, false, 0)) {
      assertThat(built.at(0, List.of(new float[8], numbers)).get(0)).containsExactly(numbers);
    }
  }

  @Test
  void rejectsExamplesOfUnknownSize() {
    Layer forgetful =
        (context, input) ->
            context
                .tf()
                .placeholderWithDefault(input, Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE, 3));

    Rejects.requireMessage(
        Input.floats(2, 3),
        Sequential.of(forgetful.named("forgetful"), new Flatten()),
        "Flatten needs examples of known size, got [?, ?, 3]; give the model's input every size but the batch");
  }
}
