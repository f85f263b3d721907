package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.Rounding;
import io.atelier.engine.runtime.Execution.Compilation;
import org.junit.jupiter.api.Test;

class AdamTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new Adam(rate);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double m = 0;
    double v = 0;
    double at = weight;
    for (int t = 1; t <= gradients.length; t++) {
      double gradient = gradients[t - 1];
      m += (gradient - m) * (float) (1 - 0.9);
      v += (gradient * gradient - v) * (float) (1 - 0.999);
      double alpha = rate * Math.sqrt(1 - Math.pow(0.999f, t)) / (1 - Math.pow(0.9f, t));
      at -= m * alpha / (Math.sqrt(v) + 1e-7);
    }
    return at;
  }

  /**
   * The power of 0.999 is right to two units of almost 1, of which 1 - 0.999 leaves a thousandth;
   * of that the root is taken, which halves the error.
   */
  @Override
  public double stepRounding() {
    return OptimizerContract.super.stepRounding() + Rounding.FLOAT32.of(2) / (1 - 0.999) / 2;
  }

  /** Keras 2.12's operations in their order, in float32. */
  private static float[] kerasFloats(float rate) {
    float[] at = OptimizerContract.start();
    float[][] gradients = OptimizerContract.gradients();
    float[] m = new float[at.length];
    float[] v = new float[at.length];
    for (int step = 0; step < gradients.length; step++) {
      float power1 = (float) Math.pow(0.9f, step + 1);
      float power2 = (float) Math.pow(0.999f, step + 1);
      float alpha = rate * (float) Math.sqrt(1f - power2) / (1f - power1);
      for (int i = 0; i < at.length; i++) {
        float gradient = gradients[step][i];
        m[i] += (gradient - m[i]) * (float) (1 - 0.9);
        v[i] += (gradient * gradient - v[i]) * (float) (1 - 0.999);
        at[i] -= m[i] * alpha / ((float) Math.sqrt(v[i]) + 1e-7f);
      }
    }
    return at;
  }

  @Test
  void interpretedStepsAreKerasFloatsToTheBit() {
    assertThat(
            Pushed.weights(
                new Adam(0.001),
                OptimizerContract.start(),
                OptimizerContract.gradients(),
                Compilation.INTERPRETED))
        .containsExactly(kerasFloats(0.001f));
  }

  @Test
  void theFirstStepIsTheRateButForTheRoundingOfOneMinusBeta() {
    // float32(1 - 0.999), not 1 - float32(0.999): a step of 0.99999327 of the rate, where the
    // gradient is large enough for epsilon not to count.
    float[] moved =
        Pushed.weights(
            new Adam(1), new float[] {0}, new float[][] {{10_000}}, Compilation.INTERPRETED);

    assertThat(moved[0]).isBetween(-0.9999934f, -0.9999931f);
  }

  @Test
  void rejectsABetaThatIsNoShare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(new ConstantRate(1), 1.5, 0.999, 1e-7))
        .withMessage("Adam needs beta1 in [0, 1], got 1.5; give a number in that range");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(new ConstantRate(1), 0.9, -1, 1e-7))
        .withMessage("Adam needs beta2 in [0, 1], got -1.0; give a number in that range");
  }

  @Test
  void rejectsANegativeEpsilon() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(new ConstantRate(1), 0.9, 0.999, -1))
        .withMessage(
            "Adam needs a finite epsilon of at least 0, got -1.0; give a number in that range");
  }
}
