package io.atelier.engine.runtime.step;

/**
 * Quantiles of the symmetric beta distribution, at the middles of equal parts of [0, 1]: a uniform
 * number's part gives a beta number. A table, as {@code NormalTable} is one, has the same digits in
 * TensorFlow's executor and compiled by XLA.
 */
final class BetaTable {
  /** How many quantiles there are. */
  static final int SIZE = 1024;

  private static final int TERMS = 200;

  private BetaTable() {}

  /** {@return the quantiles of Beta(alpha, alpha), from small to large} */
  static float[] of(double alpha) {
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE / 2; i++) {
      values[i] = (float) quantile(alpha, (i + 0.5) / SIZE);
      values[SIZE - 1 - i] = 1 - values[i];
    }
    return values;
  }

  /** By bisection, below 1/2; of the logarithm, as it may be as small as 1e-300. */
  private static double quantile(double alpha, double wanted) {
    double low = -700;
    double high = StrictMath.log(0.5);
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (below(alpha, StrictMath.exp(middle)) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return StrictMath.exp((low + high) / 2);
  }

  /**
   * The share below {@code x <= 1/2} of all, which is twice that below 1/2: of the density {@code
   * (x (1 - x))^(alpha - 1)}, integrated term by term as the series of {@code (1 - x)^(alpha - 1)}.
   */
  private static double below(double alpha, double x) {
    return series(alpha, x) / (2 * series(alpha, 0.5));
  }

  private static double series(double alpha, double x) {
    double sum = 0;
    double factor = 1;
    for (int k = 0; k < TERMS; k++) {
      sum += factor * StrictMath.pow(x, k) / (alpha + k);
      factor *= (k + 1 - alpha) / (k + 1);
    }
    return sum * StrictMath.pow(x, alpha);
  }
}
