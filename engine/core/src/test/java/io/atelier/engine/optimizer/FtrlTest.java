package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FtrlTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new Ftrl(new ConstantRate(rate), -0.5, 0.25, 0.125, 0.5, 0.0625, 2);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    double sum = 0.25;
    double linear = 0;
    for (double gradient : gradients) {
      double next = sum + gradient * gradient;
      double sigma = (Math.sqrt(next) - Math.sqrt(sum)) / rate;
      linear += gradient + 2 * 0.0625 * at - sigma * at;
      double clipped = Math.max(-0.125, Math.min(0.125, linear));
      at = (clipped - linear) / (Math.sqrt(next) / rate + 2 * (0.5 + 2 / (2 * rate)));
      sum = next;
    }
    return at;
  }

  @Test
  void rejectsAPowerAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ftrl(new ConstantRate(1), 0.5, 0, 0, 0, 0, 0))
        .withMessage(
            "Ftrl needs a finite -learningRatePower of at least 0, got -0.5; give a number in that range");
  }
}
