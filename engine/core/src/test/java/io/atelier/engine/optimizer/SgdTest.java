package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.runtime.Execution.Compilation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SgdTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new Sgd(rate);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    for (double gradient : gradients) {
      at -= rate * gradient;
    }
    return at;
  }

  @ParameterizedTest
  @CsvSource({"0, false", "0.8, false", "0.8, true", "0.9, true"})
  void interpretedStepsAreKerasFloatsToTheBit(double momentum, boolean nesterov) {
    float rate = 0.01f;
    float mu = (float) momentum;
    float[] expected = OptimizerContract.start();
    float[] velocity = new float[expected.length];
    for (float[] gradient : OptimizerContract.gradients()) {
      for (int i = 0; i < expected.length; i++) {
        velocity[i] = -gradient[i] * rate + velocity[i] * mu;
        expected[i] += nesterov ? -gradient[i] * rate + velocity[i] * mu : velocity[i];
      }
    }

    assertThat(
            Pushed.weights(
                new Sgd(new ConstantRate(0.01), momentum, nesterov),
                OptimizerContract.start(),
                OptimizerContract.gradients(),
                Compilation.INTERPRETED))
        .containsExactly(expected);
  }

  @Test
  void aFallingRateIsFoldedIntoTheVelocity() {
    // Rates 1, 1/2: v1 = -1, v2 = 0.5 * -1 - 1/2 * 1 = -1; applied to the velocity outside, the
    // second step would be 1/2 * (0.5 * 1 + 1) = 0.75.
    assertThat(
            Pushed.weights(
                new Sgd(new InverseTimeDecay(1, 1, 1), 0.5, false),
                new float[] {0},
                new float[][] {{1}, {1}},
                Compilation.INTERPRETED))
        .containsExactly(-2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void rejectsAMomentumThatIsNoShare(double momentum) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sgd(new ConstantRate(1), momentum, false))
        .withMessage(
            "Sgd needs momentum in [0, 1], got " + momentum + "; give a number in that range");
  }
}
