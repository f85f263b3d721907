package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class SequentialTest implements LayerContract {
  @Override
  public Layer layer() {
    return Sequential.of(
        new Conv2D(2, 2, Activation.TANH),
        new Flatten(),
        new Dropout(0.3),
        new Dense(2, Activation.SIGMOID));
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 3, 1);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 2);
  }

  @Test
  void weightsAreNamedByTheWayToThem() {
    Layer block = Sequential.of(new Dense(2, Activation.RELU), new Dense(2, Activation.RELU));
    Model model =
        Model.of(
            "nested", Input.floats(2), block, Sequential.of(block, block.named("inner")), block);
    try (Program program = Program.compile(model, Training.of(new Sgd(1), 1))) {
      assertThat(program.weights().keySet().stream().filter(name -> name.endsWith("kernel")))
          .containsExactly(
              "sequential/dense/kernel",
              "sequential/dense_1/kernel",
              "sequential_1/sequential/dense/kernel",
              "sequential_1/sequential/dense_1/kernel",
              "sequential_1/inner/dense/kernel",
              "sequential_1/inner/dense_1/kernel",
              "sequential_2/dense/kernel",
              "sequential_2/dense_1/kernel");
    }
  }

  @Test
  void rejectsNoLayers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sequential(List.of()))
        .withMessage("Sequential needs at least one layer, got none; add one");
  }
}
