package io.atelier.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class AdafactorTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new Adafactor(rate);
  }

  @Override
  public double[] references(double rate, double[] weights, double[][] gradients) {
    double[] at = weights.clone();
    double[] v = new double[at.length];
    for (int t = 1; t <= gradients.length; t++) {
      double kept = 1 - Math.pow(t, -0.8f);
      double[] u = new double[at.length];
      for (int i = 0; i < at.length; i++) {
        double gradient = gradients[t - 1][i];
        v[i] = kept * v[i] + (1 - kept) * (gradient * gradient + 1e-30);
        u[i] = gradient / Math.sqrt(v[i]);
      }
      double step = Math.max(1e-3, rms(at)) * Math.min(rate, 1 / Math.sqrt(t));
      double clip = Math.max(1, rms(u));
      for (int i = 0; i < at.length; i++) {
        at[i] -= step * u[i] / clip;
      }
    }
    return at;
  }

  private static double rms(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(x -> x * x).average().orElseThrow());
  }

  @Test
  void keepsOfAMatrixItsRowsAndColumnsAlone() {
    assertThat(new Adafactor(1).slots(Shape.of(3, 5, 7)))
        .containsExactly(
            new Optimizer.Slot("r", Shape.of(3, 5), 0), new Optimizer.Slot("c", Shape.of(3, 7), 0));
  }
}
