package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.engine.Rounding;
import io.atelier.engine.runtime.Execution.Compilation;
import org.junit.jupiter.api.Test;

class LambTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new Lamb(rate);
  }

  @Override
  public double[] references(double rate, double[] weights, double[][] gradients) {
    double[] at = weights.clone();
    double[] m = new double[at.length];
    double[] v = new double[at.length];
    for (int t = 1; t <= gradients.length; t++) {
      double[] step = new double[at.length];
      double of = 0;
      double to = 0;
      for (int i = 0; i < at.length; i++) {
        double gradient = gradients[t - 1][i];
        m[i] += (gradient - m[i]) * (float) (1 - 0.9);
        v[i] += (gradient * gradient - v[i]) * (float) (1 - 0.999);
        step[i] =
            m[i] / (1 - Math.pow(0.9f, t)) / (Math.sqrt(v[i] / (1 - Math.pow(0.999f, t))) + 1e-7);
        of += at[i] * at[i];
        to += step[i] * step[i];
      }
      for (int i = 0; i < at.length; i++) {
        at[i] -= Math.sqrt(of) / Math.sqrt(to) * rate * step[i];
      }
    }
    return at;
  }

  /** As {@link AdamTest}'s: the root of 1 - 0.999^t has a thousandth of the power's digits. */
  @Override
  public double stepRounding() {
    return OptimizerContract.super.stepRounding() + Rounding.FLOAT32.of(2) / (1 - 0.999) / 2;
  }

  @Test
  void aWeightOfZerosMovesByTheStepItself() {
    // The first step of Adam is the gradient's sign.
    float[] moved =
        Pushed.weights(
            new Lamb(0.5), new float[2], new float[][] {{3, -2}}, Compilation.INTERPRETED);

    assertThat(moved).containsExactly(new float[] {-0.5f, 0.5f}, within(0.5f * 1e-4f));
  }
}
