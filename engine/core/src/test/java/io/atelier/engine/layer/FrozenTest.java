package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Trainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class FrozenTest implements LayerContract {
  @Override
  public Layer layer() {
    return Sequential.of(new Dense(3, Activation.TANH), new Dense(2, Activation.TANH).named("two"))
        .frozen();
  }

  @Override
  public Shape input() {
    return Shape.of(2, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 2);
  }

  @Test
  void trainingMovesOnlyWhatIsNotFrozen() {
    Model model =
        Model.of("half-frozen", Input.floats(4), layer(), new Dense(2, Activation.SOFTMAX));
    Examples examples =
        new Examples(
            FloatValues.of(new float[] {1, 2, 3, 4, 4, 3, 2, 1}, 2, 4),
            IntValues.of(new int[] {0, 1}, 2));
    try (Program program =
        Program.compile(model, Training.of(new Sgd(0.5), 2), examples, examples)) {
      Map<String, FloatValues> before = program.weights();
      new Trainer(2, List.of()).fit(program);
      Map<String, FloatValues> after = program.weights();

      assertThat(before.keySet().stream().filter(name -> before.get(name).equals(after.get(name))))
          .containsExactly(
              "sequential/dense/kernel",
              "sequential/dense/bias",
              "sequential/two/kernel",
              "sequential/two/bias");
      assertThat(after.keySet()).hasSize(6);
    }
  }

  @Test
  void aModelWithNothingToTrainStillRunsItsEpochs() {
    Model model = Model.of("frozen", Input.floats(2), new Dense(2, Activation.SOFTMAX).frozen());
    Examples examples =
        new Examples(FloatValues.of(new float[] {1, 2}, 1, 2), IntValues.of(new int[] {0}, 1));
    try (Program program =
        Program.compile(model, Training.of(new Sgd(0.5), 1), examples, examples)) {
      var epochs = new Trainer(2, List.of()).fit(program).epochs();

      assertThat(epochs.get(1).training()).isEqualTo(epochs.get(0).training());
    }
  }

  @Test
  void aSummaryCountsItsWeightsAsNotTrainable() {
    ModelSummary summary =
        ModelSummary.of(
            Model.of("half", Input.floats(4), layer(), new Dense(2, Activation.SOFTMAX)));

    assertThat(summary.parameters() - summary.trainableParameters()).isEqualTo(15 + 8);
    assertThat(summary.trainableParameters()).isEqualTo(6);
  }
}
