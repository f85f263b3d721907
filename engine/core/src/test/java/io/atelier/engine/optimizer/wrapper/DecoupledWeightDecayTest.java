package io.atelier.engine.optimizer.wrapper;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.optimizer.AdamW;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.OptimizerContract;
import io.atelier.engine.optimizer.Sgd;
import org.junit.jupiter.api.Test;

class DecoupledWeightDecayTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new DecoupledWeightDecay(0.25, new Sgd(new ConstantRate(rate), 0.8, false));
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    double velocity = 0;
    for (double gradient : gradients) {
      at -= at * 0.25 * rate;
      velocity = 0.8f * velocity - rate * gradient;
      at += velocity;
    }
    return at;
  }

  @Test
  void rejectsWhatDecaysAlready() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DecoupledWeightDecay(0.1, new AdamW(0.1, 0.1)))
        .withMessageContaining("leave one of them out");
  }

  @Test
  void rejectsToDecayOutsideAccumulation() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DecoupledWeightDecay(0.1, new GradientAccumulation(2, new Sgd(1))))
        .withMessageContaining("needs an optimizer that neither accumulates nor averages");
  }
}
