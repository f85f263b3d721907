package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.initializer.HeNormal;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ActivationLayerTest implements LayerContract {
  @Override
  public Layer layer() {
    return Activation.TANH.layer();
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3);
  }

  private static double loss(Layer... layers) {
    float[] thrice = {400, 300, 400, 300, 400, 300};
    Examples examples =
        new Examples(FloatValues.of(thrice, 3, 2), IntValues.of(new int[] {0, 1, 2}, 3));
    try (Program program =
        Program.compile(Model.of("m", Input.floats(2), layers), Training.of(new Sgd(1), 2))) {
      return program.evaluate(examples).loss();
    }
  }

  /**
   * Its logits are known to the loss, as those of a layer's own softmax are: of probabilities, no
   * loss would be above 16.2.
   */
  @Test
  void aSoftmaxOfItsOwnIsThatOfTheLayerBeforeIt() {
    Dense dense = new Dense(3, Activation.LINEAR).withKernelInitializer(new HeNormal(3));
    Dense both = new Dense(3, Activation.SOFTMAX).withKernelInitializer(new HeNormal(3));

    assertThat(loss(dense, Activation.SOFTMAX.layer())).isEqualTo(loss(both)).isGreaterThan(16.2);
  }
}
