package io.atelier.engine.optimizer.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.OptimizerContract;
import io.atelier.engine.optimizer.Sgd;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClipByNormTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new ClipByNorm(1.5, new Sgd(rate));
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
  void eachWeightHasANormOfItsOwn() {
    assertThat(TwoWeights.moved(new ClipByNorm(5, new Sgd(1)), new float[] {3, 4, 6, 8}))
        .containsExactly(-3, -4, -3, -4);
  }

  @Test
  void aGradientOfZerosStaysOne() {
    assertThat(TwoWeights.moved(new ClipByNorm(5, new Sgd(1)), new float[4]))
        .containsExactly(0, 0, 0, 0);
  }

  @Test
  void rejectsAnotherClipInsideAndALimitOfZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClipByNorm(1, new ClipByValue(1, new Sgd(1))))
        .withMessageContaining("ClipByNorm needs an optimizer that does not do the like");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClipByNorm(0, new Sgd(1)))
        .withMessageContaining("ClipByNorm needs a positive, finite limit, got 0.0");
  }
}
