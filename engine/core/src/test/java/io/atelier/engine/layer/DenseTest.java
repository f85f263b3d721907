package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.initializer.HeUniform;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.ArrayList;
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
        .isEqualTo(
            new Dense(
                3, Activation.TANH, false, new Weight(new HeUniform(1)), new Weight(new Zeros())));
    assertThat(new Dense(3, Activation.TANH).withKernelInitializer(new Zeros()).useBias()).isTrue();
  }

  @Test
  void isTheSameForEachPlaceOfFurtherAxes() {
    Layer layer = new Dense(2, Activation.LINEAR);
    List<float[]> weights = List.of(new float[] {1, 10, 2, 20}, new float[] {0.5f, 0.25f});
    float[] x = {1, 2, 3, 4, 5, 6, 7, 8};
    List<float[]> results = new ArrayList<>();
    for (Shape shape : List.of(Shape.of(4, 2), Shape.of(1, 2, 2, 2))) {
      try (BuiltLayer built = new BuiltLayer(layer, shape, false, false, 0)) {
        assertThat(built.shapes().get(0)).isEqualTo(shape);
        results.add(built.at(0, List.of(new float[8], x, weights.get(0), weights.get(1))).get(0));
      }
    }
    assertThat(results.get(1)).containsExactly(results.get(0));
    assertThat(results.get(1)).startsWith(5.5f, 50.25f, 11.5f, 110.25f);
  }

  @Test
  void rejectsNoUnits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dense(0, Activation.RELU))
        .withMessage("Dense needs at least 1 unit, got 0; give a positive number of units");
  }
}
