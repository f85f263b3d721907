package io.atelier.engine.optimizer.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.engine.Rounding;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.OptimizerContract;
import io.atelier.engine.optimizer.Sgd;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClipByGlobalNormTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new ClipByGlobalNorm(1.5, new Sgd(rate));
  }

  @Override
  public double[] references(double rate, double[] weights, double[][] gradients) {
    double[] at = weights.clone();
    for (double[] row : gradients) {
      double norm = Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
      for (int i = 0; i < at.length; i++) {
        at[i] -= rate * row[i] * Math.min(1, 1.5f / norm);
      }
    }
    return at;
  }

  @Test
  void allWeightsHaveOneNorm() {
    // 1 + 16 + 64 + 144 = 225.
    assertThat(TwoWeights.moved(new ClipByGlobalNorm(7.5, new Sgd(1)), new float[] {1, -4, 8, 12}))
        .containsExactly(
            new float[] {-0.5f, 2, -4, -6}, within(6 * (float) Rounding.FLOAT32.of(6)));
    assertThat(TwoWeights.moved(new ClipByGlobalNorm(16, new Sgd(1)), new float[] {1, -4, 8, 12}))
        .containsExactly(-1, 4, -8, -12);
  }

  @Test
  void whatIsNotFiniteIsSaidByAllWeights() {
    assertThat(
            TwoWeights.moved(
                new ClipByGlobalNorm(1, new Sgd(1)),
                new float[] {1, Float.POSITIVE_INFINITY, 1, 1}))
        .containsOnly(Float.NaN);
  }
}
