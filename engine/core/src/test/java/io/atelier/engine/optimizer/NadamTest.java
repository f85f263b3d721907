package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.engine.Rounding;
import io.atelier.engine.runtime.Computed;
import java.util.List;
import org.junit.jupiter.api.Test;

class NadamTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new Nadam(rate);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    double m = 0;
    double v = 0;
    double product = 1;
    for (int t = 1; t <= gradients.length; t++) {
      double gradient = gradients[t - 1];
      double now = 0.9f * (1 - 0.5 * Math.pow(0.96f, t));
      double next = 0.9f * (1 - 0.5 * Math.pow(0.96f, t + 1));
      product *= now;
      m += (gradient - m) * (1 - 0.9f);
      v += (gradient * gradient - v) * (1 - 0.999f);
      double mean = next * m / (1 - product * next) + (1 - now) * gradient / (1 - product);
      at -= rate * mean / (Math.sqrt(v / (1 - Math.pow(0.999f, t))) + 1e-7);
    }
    return at;
  }

  /** As {@link AdamTest}'s: the root of 1 - 0.999^t has a thousandth of the power's digits. */
  @Override
  public double stepRounding() {
    return OptimizerContract.super.stepRounding() + Rounding.FLOAT32.of(2) / (1 - 0.999) / 2;
  }

  /** Keras' product, multiplied up, against the one that is computed from the step number. */
  @Test
  void theProductOfMomentaIsRightAfterAnyNumberOfSteps() {
    int steps = 3000;
    double product = 1;
    for (int t = 1; t <= steps; t++) {
      product *= 0.999 * (1 - 0.5 * Math.pow(0.96, t));
    }
    // A gradient of 1 at every step, means of 1: the step tells the product.
    double now = 0.999 * (1 - 0.5 * Math.pow(0.96, steps));
    double next = 0.999 * (1 - 0.5 * Math.pow(0.96, steps + 1));
    double wanted = next / (1 - product * next) + (1 - now) / (1 - product);
    Nadam nadam = new Nadam(new ConstantRate(1), 0.999, 0, 0);
    double step =
        -Computed.floats(
                tf ->
                    nadam
                        .at(tf, tf.constant(steps - 1L), tf.constant(1f))
                        .move(
                            tf.constant(0f),
                            tf.constant(1f),
                            List.of(tf.constant(1f), tf.constant(1f)))
                        .weight())
            .values()[0];

    // 1 - 0.999 has a thousandth of a float's digits.
    assertThat(step).isCloseTo(wanted, within(Rounding.FLOAT32.of(8) * 1000));
  }
}
