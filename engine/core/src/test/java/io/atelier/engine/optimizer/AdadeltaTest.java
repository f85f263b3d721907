package io.atelier.engine.optimizer;

class AdadeltaTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new Adadelta(new ConstantRate(rate), 0.95, 0.25);
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    double squares = 0;
    double moves = 0;
    for (double gradient : gradients) {
      squares = 0.95f * squares + (float) (1 - 0.95) * gradient * gradient;
      double move = -Math.sqrt(moves + 0.25) * gradient / Math.sqrt(squares + 0.25);
      moves = 0.95f * moves + (float) (1 - 0.95) * move * move;
      at += rate * move;
    }
    return at;
  }
}
