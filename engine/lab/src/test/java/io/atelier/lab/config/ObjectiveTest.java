package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.DataSet;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.ActivationLayer;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
  private static final float[][] INPUTS = {{1, 2}, {3, 4}, {5, 6}};
  private static final DataSet THREE = DataSet.of("three", INPUTS, new int[] {0, 2, 1});
  private static final DataSet TWO = DataSet.of("two", INPUTS, new int[] {0, 1, 1});

  private static Model ending(Layer... layers) {
    return Model.of("m", Input.floats(2), layers);
  }

  private static Loss loss(DataSet set, Layer... layers) {
    return Objective.of(set, ending(layers)).loss();
  }

  @Test
  void oneClassOfSeveralHasTheSparseCrossEntropyOfWhatTheModelGives() {
    assertThat(loss(THREE, new Dense(3, Activation.SOFTMAX)))
        .isEqualTo(new SparseCategoricalCrossEntropy(false));
    assertThat(loss(THREE, new Dense(3, Activation.LINEAR)))
        .isEqualTo(new SparseCategoricalCrossEntropy(true));
    assertThat(
            loss(THREE, new Dense(3, Activation.LINEAR), new ActivationLayer(Activation.SOFTMAX)))
        .isEqualTo(new SparseCategoricalCrossEntropy(false));
    assertThat(loss(THREE, new Dense(3, Activation.SOFTMAX).named("end").frozen()))
        .isEqualTo(new SparseCategoricalCrossEntropy(false));
  }

  @Test
  void twoClassesMayHaveOneOutput() {
    assertThat(loss(TWO, new Dense(1, Activation.SIGMOID)))
        .isEqualTo(new BinaryCrossEntropy(false));
    assertThat(loss(TWO, new Dense(1, Activation.LINEAR))).isEqualTo(new BinaryCrossEntropy(true));
    assertThat(loss(TWO, new Dense(2, Activation.SOFTMAX)))
        .isEqualTo(new SparseCategoricalCrossEntropy(false));
  }

  @Test
  void numbersHaveTheSquaredErrorAndTheAbsoluteOneBeside() {
    DataSet set = DataSet.of("prices", INPUTS, new float[] {1, 2, 3});
    Objective objective = Objective.of(set, ending(new Dense(1, Activation.LINEAR)));
    assertThat(objective.loss()).isEqualTo(new MeanSquaredError());
    assertThat(objective.metrics()).extracting("name").containsExactly("mean_absolute_error");
  }

  @Test
  void refusesAModelWithOtherOutputs() {
    assertThatThrownBy(() -> loss(THREE, new Dense(10, Activation.SOFTMAX)))
        .hasMessageContaining("an output for each of the 3 classes of three, got outputs [10]");
    assertThatThrownBy(() -> loss(THREE, new Dense(1, Activation.SIGMOID)))
        .hasMessageContaining("give its last layer 3 units");
  }
}
