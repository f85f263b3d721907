package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class NamedTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Dense(3, Activation.TANH).named("my.dense-1");
  }

  @Override
  public Shape input() {
    return Shape.of(2, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3);
  }

  @Test
  void namesTheWeights() {
    Model model = Model.of("named", Input.floats(4), layer());
    try (Program program = Program.compile(model, Training.of(new Sgd(1), 1))) {
      assertThat(program.weights().keySet())
          .containsExactly("my.dense-1/kernel", "my.dense-1/bias");
    }
  }

  @Test
  void rejectsOneNameForTwoLayers() {
    Rejects.requireMessage(
        Input.floats(4),
        Sequential.of(layer(), layer()),
        "Model needs layers of different names, got sequential/my.dense-1 twice; rename one of them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "-a", "a b", "é"})
  void rejectsNamesTensorFlowWouldNotTake(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Flatten().named(name))
        .withMessage(
            "Named needs letters, digits, '_', '.' or '-', got \""
                + name
                + "\"; choose a name such as conv_1");
  }
}
