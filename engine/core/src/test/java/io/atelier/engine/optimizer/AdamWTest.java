package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.Rounding;
import io.atelier.engine.runtime.Execution.Compilation;
import org.junit.jupiter.api.Test;

class AdamWTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new AdamW(rate, 0.25);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    double m = 0;
    double v = 0;
    for (int t = 1; t <= gradients.length; t++) {
      double gradient = gradients[t - 1];
      at -= at * 0.25f * rate;
      m += (gradient - m) * (float) (1 - 0.9);
      v += (gradient * gradient - v) * (float) (1 - 0.999);
      double alpha = rate * Math.sqrt(1 - Math.pow(0.999f, t)) / (1 - Math.pow(0.9f, t));
      at -= m * alpha / (Math.sqrt(v) + 1e-7);
    }
    return at;
  }

  /** As {@link AdamTest}'s: the root of 1 - 0.999^t has a thousandth of the power's digits. */
  @Override
  public double stepRounding() {
    return OptimizerContract.super.stepRounding() + Rounding.FLOAT32.of(2) / (1 - 0.999) / 2;
  }

  @Test
  void withoutDecayItIsAdamToTheBit() {
    assertThat(
            Pushed.weights(
                new AdamW(0.1, 0),
                OptimizerContract.start(),
                OptimizerContract.gradients(),
                Compilation.INTERPRETED))
        .containsExactly(
            Pushed.weights(
                new Adam(0.1),
                OptimizerContract.start(),
                OptimizerContract.gradients(),
                Compilation.INTERPRETED));
  }

  @Test
  void rejectsANegativeDecay() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdamW(0.1, -1))
        .withMessage(
            "AdamW needs a finite weightDecay of at least 0, got -1.0; give a number in that range");
  }
}
