package io.atelier.engine.layer.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class EmbeddingTest implements LayerContract {
  @Override
  public Layer layer() {
    // The contract's numbers are -2/16 to 1/16.
    return Sequential.of(new Rescaling(16, 1, 2), new Embedding(4, 3));
  }

  @Override
  public boolean followsItsInput() {
    return false;
  }

  @Override
  public Shape input() {
    return Shape.of(2, 2);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 2, 3);
  }

  @Test
  void givesEveryNumberItsVector() {
    try (BuiltLayer built = new BuiltLayer(new Embedding(3, 2), Shape.of(1, 3), false, false, 0)) {
      float[] vectors = {0, 1, 10, 11, 20, 21};
      assertThat(built.at(0, List.of(new float[6], new float[] {2, 0, 1}, vectors)).get(0))
          .containsExactly(20, 21, 0, 1, 10, 11);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNumberOfNothingHasNoVector(boolean compiled) {
    try (BuiltLayer built =
        new BuiltLayer(new Embedding(3, 1), Shape.of(1, 4), false, compiled, 0)) {
      assertThat(
              built.at(0, List.of(new float[4], new float[] {3, -1, 0.5f, 2}, new float[3])).get(0))
          .containsExactly(Float.NaN, Float.NaN, Float.NaN, 0);
    }
  }
}
