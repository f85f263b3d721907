package io.atelier.engine.optimizer.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.OptimizerContract;
import io.atelier.engine.optimizer.Pushed;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import org.junit.jupiter.api.Test;

class GradientAccumulationTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new GradientAccumulation(3, new Sgd(new ConstantRate(rate), 0.8, false));
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    double velocity = 0;
    for (int t = 3; t <= gradients.length; t += 3) {
      double mean = (gradients[t - 3] + gradients[t - 2] + gradients[t - 1]) / 3;
      velocity = 0.8f * velocity - rate * mean;
      at += velocity;
    }
    return at;
  }

  @Test
  void theRateFollowsBatchesAndTheOptimizersCountItsMoves() {
    // Rates 1, 1/2, 1/3, 1/4: moves at the second and the fourth.
    float[] moved =
        Pushed.weights(
            new GradientAccumulation(2, new Sgd(new InverseTimeDecay(1, 1, 1), 0, false)),
            new float[] {0},
            new float[][] {{1}, {3}, {4}, {8}},
            Compilation.INTERPRETED);
    assertThat(moved).containsExactly(-1 - 1.5f);

    // Adam's first step is the rate, its second with an equal gradient too.
    float[] adam =
        Pushed.weights(
            new GradientAccumulation(2, new Adam(1)),
            new float[] {0},
            new float[][] {{1000}, {1000}, {1000}, {1000}},
            Compilation.INTERPRETED);
    assertThat(adam[0]).isCloseTo(-2, within(1e-4f));
  }

  @Test
  void clipsTheMeanNotTheBatches() {
    float[] moved =
        Pushed.weights(
            new GradientAccumulation(2, new ClipByValue(1, new Sgd(1))),
            new float[] {0},
            new float[][] {{5}, {-4}},
            Compilation.INTERPRETED);

    assertThat(moved).containsExactly(-0.5f);
  }

  @Test
  void rejectsAStepForEveryBatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GradientAccumulation(1, new Sgd(1)))
        .withMessage(
            "GradientAccumulation needs at least 2 steps, got 1; leave it out to move with every batch");
  }
}
