package io.atelier.engine.optimizer;

class AdagradTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new Adagrad(new ConstantRate(rate), 0.5, 1e-7);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    double sum = 0.5;
    for (double gradient : gradients) {
      sum += gradient * gradient;
      at -= rate * gradient / Math.sqrt(sum + 1e-7);
    }
    return at;
  }
}
