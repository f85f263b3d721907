package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LionTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new Lion(rate);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    double m = 0;
    for (double gradient : gradients) {
      at -= rate * Math.signum(0.9f * m + (1 - 0.9f) * gradient);
      m = 0.99f * m + (1 - 0.99f) * gradient;
    }
    return at;
  }

  @Test
  void rejectsABeta1OfZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lion(new ConstantRate(1), 0, 0.99))
        .withMessage("Lion needs a positive, finite beta1, got 0.0; give a number in that range");
  }
}
