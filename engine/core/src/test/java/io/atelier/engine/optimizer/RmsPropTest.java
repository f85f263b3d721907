package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.Rounding;
import io.atelier.engine.runtime.Execution.Compilation;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RmsPropTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new RmsProp(rate);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double velocity = 0;
    double at = weight;
    for (double gradient : gradients) {
      velocity = 0.9f * velocity + (float) (1 - 0.9) * gradient * gradient;
      at -= rate * gradient / Math.sqrt(velocity + 1e-7);
    }
    return at;
  }

  @Test
  void epsilonIsInsideTheRoot() {
    // Squared, averaged, a root and a division: eight roundings with those of the settings.
    // v = 0.1 * 1e-6 = epsilon: the step is 0.001 / sqrt(2e-7), and 3.16 with epsilon outside.
    float[] moved =
        Pushed.weights(
            new RmsProp(1), new float[] {0}, new float[][] {{0.001f}}, Compilation.INTERPRETED);

    assertThat(moved[0])
        .isCloseTo(-2.236068f, Offset.offset((float) (Rounding.FLOAT32.of(8) * 2.236068)));
  }

  @Test
  void rejectsARhoThatIsNoShare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RmsProp(new ConstantRate(1), 2, 1e-7))
        .withMessage("RmsProp needs rho in [0, 1], got 2.0; give a number in that range");
  }

  @Test
  void rejectsANegativeEpsilon() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RmsProp(new ConstantRate(1), 0.9, -1))
        .withMessage(
            "RmsProp needs a finite epsilon of at least 0, got -1.0; give a number in that range");
  }
}
