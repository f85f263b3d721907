package io.atelier.engine.optimizer.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.OptimizerContract;
import io.atelier.engine.optimizer.Pushed;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import org.junit.jupiter.api.Test;

class ClipByValueTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new ClipByValue(0.625, new Sgd(new ConstantRate(rate), 0.8, false));
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double velocity = 0;
    double at = weight;
    for (double gradient : gradients) {
      double clipped = Math.max(-0.625, Math.min(0.625, gradient));
      velocity = 0.8f * velocity - rate * clipped;
      at += velocity;
    }
    return at;
  }

  @Test
  void leavesGradientsWithinTheLimitAlone() {
    Sgd inner = new Sgd(0.1);

    assertThat(
            Pushed.weights(
                new ClipByValue(100, inner),
                OptimizerContract.start(),
                OptimizerContract.gradients(),
                Compilation.INTERPRETED))
        .containsExactly(
            Pushed.weights(
                inner,
                OptimizerContract.start(),
                OptimizerContract.gradients(),
                Compilation.INTERPRETED));
  }

  @Test
  void clipsInsideAnotherClip() {
    float[] moved =
        Pushed.weights(
            new ClipByValue(2, new ClipByValue(1, new Sgd(1))),
            new float[] {0, 0},
            new float[][] {{5, -5}},
            Compilation.INTERPRETED);

    assertThat(moved).containsExactly(-1, 1);
  }

  @Test
  void rejectsANegativeLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClipByValue(-1, new Sgd(1)))
        .withMessage(
            "ClipByValue needs a finite limit of at least 0, got -1.0; give a number in that range");
  }
}
