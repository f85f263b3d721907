package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.DataSet;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.ActivationLayer;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.activation.Softmax;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadTest {
  private static final float[][] INPUTS = {{1, 2}, {3, 4}, {5, 6}};
  private static final DataSet THREE = DataSet.of("three", INPUTS, new int[] {0, 2, 1});
  private static final DataSet TWO = DataSet.of("two", INPUTS, new int[] {0, 1, 1});
  private static final DataSet NUMBERS = DataSet.of("numbers", INPUTS, new float[] {1, 2, 3});
  private static final Dense BODY = new Dense(4, Activation.RELU);

  private static Model ending(Layer... layers) {
    return Model.of("m", Input.floats(2), layers);
  }

  @Test
  void isKeptWhereItFits() {
    assertThat(Head.fitting(ending(BODY, new Dense(3, Activation.SOFTMAX)), THREE)).isEmpty();
    assertThat(Head.fitting(ending(BODY, new Dense(1, Activation.SIGMOID)), TWO)).isEmpty();
    assertThat(Head.fitting(ending(BODY, new Dense(1, Activation.LINEAR)), NUMBERS)).isEmpty();
  }

  @Test
  void isReplacedUnderItsNameWhereItDoesNot() {
    assertThat(Head.fitting(ending(BODY, new Dense(10, Activation.SOFTMAX).named("end")), THREE))
        .contains(ending(BODY, new Dense(3, Activation.SOFTMAX).named("end")));
    assertThat(
            Head.fitting(
                ending(
                    BODY,
                    new Dense(10, Activation.LINEAR),
                    new ActivationLayer(Activation.SOFTMAX)),
                TWO))
        .contains(
            ending(BODY, new Dense(2, Activation.LINEAR), new ActivationLayer(Activation.SOFTMAX)));
  }

  /** One sigmoid tells two classes apart, not three. */
  @Test
  void ofOneSigmoidBecomesASoftmax() {
    assertThat(Head.fitting(ending(BODY, new Dense(1, Activation.SIGMOID)), THREE))
        .contains(ending(BODY, new Dense(3, Activation.SOFTMAX)));
  }

  /** Numbers may be any, not only those from 0 to 1. */
  @Test
  void ofNumbersHasNoActivation() {
    assertThat(Head.fitting(ending(BODY, new Dense(3, Activation.SOFTMAX).named("end")), NUMBERS))
        .contains(ending(BODY, new Dense(1, Activation.LINEAR).named("end")));
    for (Layer behind : List.of(new Softmax(-1), new ActivationLayer(Activation.SIGMOID))) {
      assertThat(
              Head.fitting(
                  ending(
                      BODY,
                      new Dense(3, Activation.LINEAR),
                      new Dropout(0.5),
                      behind.named("last")),
                  NUMBERS))
          .contains(
              ending(
                  BODY,
                  new Dense(1, Activation.LINEAR),
                  new Dropout(0.5),
                  new ActivationLayer(Activation.LINEAR).named("last")));
    }
  }

  @Test
  void cannotBeReplacedWhereItIsFrozenOrNone() {
    assertThatThrownBy(
            () -> Head.fitting(ending(BODY, new Dense(9, Activation.SOFTMAX)).frozen("*"), THREE))
        .hasMessage(
            "--freeze needs to leave the last layer, whose weights begin anew for three, got dense_1; leave it out of the pattern");
    assertThatThrownBy(() -> Head.fitting(ending(BODY, new Flatten()), THREE))
        .hasMessageStartingWith("--from needs a model that ends in a dense layer");
  }
}
