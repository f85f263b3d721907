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

class AlphaDropoutTest implements LayerContract {
  @Override
  public Layer layer() {
    return new AlphaDropout(0.4);
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
        new BuiltLayer(new AlphaDropout(0.3), Shape.of(20, 500), training, compiled, 1)) {
      return built.at(step, List.of(ones, ones)).get(0);
    }
  }

  /** Of inputs of mean 0 and variance 1, the mean and variance are again 0 and 1. */
  @Test
  void keepsMeanAndVariance() {
    float[] ones = noisy(true, false, 0);
    float kept = Float.NEGATIVE_INFINITY;
    float lowest = Float.POSITIVE_INFINITY;
    for (float value : ones) {
      kept = Math.max(kept, value);
      lowest = Math.min(lowest, value);
    }
    // What is kept is a + b, what is dropped a * p + b; p the lowest value of SELU.
    double p = -1.7580993408473766;
    double a = (kept - lowest) / (1 - p);
    double b = kept - a;
    assertThat(0.7 * b + 0.3 * lowest).isCloseTo(0, Offset.offset(1e-6));
    assertThat(0.7 * (a * a + b * b) + 0.3 * lowest * lowest).isCloseTo(1, Offset.offset(1e-6));
    assertThat(ones).containsOnly(kept, lowest);
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
        .isThrownBy(() -> new AlphaDropout(1.5))
        .withMessage(
            "AlphaDropout needs a rate in [0, 1), got 1.5; give the fraction to drop, such as 0.2");
  }
}
