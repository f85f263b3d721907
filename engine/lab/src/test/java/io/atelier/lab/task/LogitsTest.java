package io.atelier.lab.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.activation.LeakyRelu;
import io.atelier.engine.layer.activation.Softmax;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogitsTest {
  private static Model ending(Activation last) {
    return Model.of("model", Input.floats(2), new Dense(3, last));
  }

  @Test
  void areWhatALossTakesAsSuchFromAModelWithoutASoftmaxAtItsEnd() {
    assertThat(Logits.of(ending(Activation.LINEAR), new SparseCategoricalCrossEntropy(true)))
        .isTrue();
    assertThat(Logits.of(ending(Activation.LINEAR), new CategoricalCrossEntropy(true))).isTrue();
    assertThat(Logits.of(ending(Activation.LINEAR), new BinaryCrossEntropy(true))).isTrue();
    assertThat(Logits.of(ending(Activation.LINEAR), new BinaryCrossEntropy(false))).isFalse();
    assertThat(Logits.of(ending(Activation.LINEAR), new MeanSquaredError())).isFalse();
  }

  @Test
  void areNoneBehindASoftmaxOrSigmoidWhateverTheLossTakes() {
    assertThat(Logits.of(ending(Activation.SOFTMAX), new SparseCategoricalCrossEntropy(true)))
        .isFalse();
    assertThat(Logits.of(ending(Activation.SIGMOID), new BinaryCrossEntropy(true))).isFalse();
    assertThat(Logits.areNone(ending(Activation.SIGMOID))).isTrue();
    assertThat(Logits.areNone(ending(Activation.RELU))).isFalse();
  }

  @Test
  void aSoftmaxMayBeALayerOrALayersOwn() {
    Input two = Input.floats(2);
    Layer linear = new Dense(3, Activation.LINEAR);
    for (Layer last :
        List.of(new Softmax(), new Softmax().named("p"), Activation.SIGMOID.layer())) {
      assertThat(Logits.areNone(Model.of("model", two, linear, last))).isTrue();
    }
    assertThat(Logits.areNone(Model.of("model", two, new Dense(3, new Softmax())))).isTrue();
    assertThat(Logits.areNone(Model.of("model", two, linear, new LeakyRelu(0.1)))).isFalse();
  }
}
