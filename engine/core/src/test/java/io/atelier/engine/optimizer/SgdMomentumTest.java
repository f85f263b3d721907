package io.atelier.engine.optimizer;

class SgdMomentumTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new Sgd(new ConstantRate(rate), 0.8, false);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double mu = 0.8f;
    double velocity = 0;
    double at = weight;
    for (double gradient : gradients) {
      velocity = mu * velocity - rate * gradient;
      at += velocity;
    }
    return at;
  }
}
