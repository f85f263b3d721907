package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.initializer.HeUniform;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class DenseTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Dense(3, Activation.TANH);
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
  void multipliesAddsTheBiasAndActivates() {
    try (BuiltLayer built =
        new BuiltLayer(new Dense(2, Activation.RELU), Shape.of(1, 2), false, false, 0)) {
      float[] output =
          built
              .at(
                  0,
                  List.of(
                      new float[] {1, 1},
                      new float[] {2, 3},
                      new float[] {1, 10, 100, 1000},
                      new float[] {0.5f, -5000}))
              .get(0);

      assertThat(output).containsExactly(302.5f, 0f);
    }
  }

  @Test
  void withoutABiasHasAKernelOnly() {
    try (BuiltLayer built =
        new BuiltLayer(
            new Dense(3, Activation.LINEAR).withoutBias(), Shape.of(1, 4), false, false, 0)) {
      assertThat(built.shapes()).containsExactly(Shape.of(1, 3), Shape.of(1, 4), Shape.of(4, 3));
    }
  }

  @Test
  void anotherInitializerChangesNothingElse() {
    assertThat(new Dense(3, Activation.TANH).withoutBias().withKernelInitializer(new HeUniform(1)))
        .isEqualTo(new Dense(3, Activation.TANH, new HeUniform(1), false));
    assertThat(new Dense(3, Activation.TANH).withKernelInitializer(new Zeros()).bias()).isTrue();
  }

  @Test
  void rejectsImagesThatWereNotFlattened() {
    Rejects.requireMessage(
        Input.floats(28, 28, 1),
        new Dense(128, Activation.RELU),
        "Dense(128) needs [batch, features], got [?, 28, 28, 1]; put Flatten before it");
  }

  @Test
  void rejectsNoUnits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(0, Activation.RELU))
        .withMessage("Dense needs at least 1 unit, got 0; give a positive number of units");
  }
}
