package io.atelier.engine.optimizer;

import io.atelier.engine.Rounding;

class AdamaxTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new Adamax(rate);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    double m = 0;
    double u = 0;
    for (int t = 1; t <= gradients.length; t++) {
      double gradient = gradients[t - 1];
      m += (gradient - m) * (float) (1 - 0.9);
      u = Math.max(u * 0.999f, Math.abs(gradient));
      at -= rate * m / ((1 - Math.pow(0.9f, t)) * (u + 1e-7));
    }
    return at;
  }

  /** The power of 0.9 is right to two units of almost 1, of which 1 - 0.9 leaves a tenth. */
  @Override
  public double stepRounding() {
    return OptimizerContract.super.stepRounding() + Rounding.FLOAT32.of(2) / (1 - 0.9);
  }
}
