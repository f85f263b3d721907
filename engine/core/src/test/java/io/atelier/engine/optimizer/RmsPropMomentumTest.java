package io.atelier.engine.optimizer;

class RmsPropMomentumTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new RmsProp(new ConstantRate(rate), 0.9, 0.5, 0.25, true);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    double velocity = 0;
    double mean = 0;
    double carried = 0;
    for (double gradient : gradients) {
      velocity = 0.9f * velocity + (float) (1 - 0.9) * gradient * gradient;
      mean = 0.9f * mean + (float) (1 - 0.9) * gradient;
      carried = 0.5 * carried + rate * gradient / Math.sqrt(velocity - mean * mean + 0.25);
      at -= carried;
    }
    return at;
  }
}
