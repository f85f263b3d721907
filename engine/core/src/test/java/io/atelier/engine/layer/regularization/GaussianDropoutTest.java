package io.atelier.engine.layer.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class GaussianDropoutTest implements LayerContract {
  @Override
  public Layer layer() {
    return new GaussianDropout(0.4);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 4);
  }

  private static float[] noisy(boolean training, boolean compiled, long step) {
    float[] ones = new float[10_000];
    Arrays.fill(ones, 1);
    try (BuiltLayer built =
        new BuiltLayer(new GaussianDropout(0.3), Shape.of(20, 500), training, compiled, 1)) {
      return built.at(step, List.of(ones, ones)).get(0);
    }
  }

  /** Keras' own test, at closer tolerance: {@code test_gaussian_dropout_correctness}. */
  @Test
  void hasTheMeanAndDeviationItPromises() {
    double mean = 0;
    double square = 0;
    for (float value : noisy(true, false, 0)) {
      mean += value / 1e4;
      square += (double) value * value / 1e4;
    }
    double deviation = Math.sqrt(square - mean * mean);

    // Five deviations of a mean and of a standard deviation of 10,000 normal numbers.
    assertThat(mean).isCloseTo(1.0, Offset.offset(5 * Math.sqrt(0.3 / 0.7) / 100));
    assertThat(deviation)
        .isCloseTo(Math.sqrt(0.3 / 0.7), Offset.offset(5 * Math.sqrt(0.3 / 0.7) / Math.sqrt(2e4)));
  }

  @Test
  void theSameStepGivesTheSameCompiledOrNot() {
    assertThat(noisy(true, true, 3)).containsExactly(noisy(true, false, 3), Offset.offset(1e-6f));
    assertThat(noisy(true, false, 4)).isNotEqualTo(noisy(true, false, 3));
  }

  @Test
  void doesNothingOutsideTraining() {
    assertThat(noisy(false, false, 0)).containsOnly(1);
  }

  @Test
  void rejectsARateThatIsNoShare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GaussianDropout(-0.5))
        .withMessage(
            "GaussianDropout needs a rate in [0, 1), got -0.5; give the fraction to drop, such as 0.2");
  }
}
