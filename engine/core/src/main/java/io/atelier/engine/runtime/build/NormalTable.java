package io.atelier.engine.runtime.build;

/**
 * A table that makes normal numbers of random bytes: half the sum of its values at four bytes has
 * mean 0, variance 1 and the normal distribution's moments up to the fifth.
 *
 * <p>The usual ways (Box and Muller, the inverse of the distribution) need logarithms or rounded
 * polynomials, whose last digits differ between TensorFlow's executor and XLA. The values here are
 * multiples of 2^-20 below 4, so that a float32 holds every sum of four exactly, however it is
 * computed.
 *
 * <p>Value {@code i} is {@code a * z + b * z^3}, {@code z} the normal distribution's quantile of
 * {@code (i + 1/2) / 256}; {@code a} and {@code b} give the second and the fourth moment.
 */
final class NormalTable {
  static final float[] VALUES = values();

  private static final int SIZE = 256;

  private NormalTable() {}

  private static float[] values() {
    double[] quantiles = quantiles();
    double low = 0;
    double high = 0.1;
    for (int i = 0; i < 60; i++) {
      double cubic = (low + high) / 2;
      double variance = moment(quantiles, cubic, 2);
      boolean flat = moment(quantiles, cubic, 4) < 3 * variance * variance;
      low = flat ? cubic : low;
      high = flat ? high : cubic;
    }
    double scale = 1 / Math.sqrt(moment(quantiles, low, 2));
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = (float) (Math.rint(scale * bent(quantiles[i], low) * 0x1p20) * 0x1p-20);
    }
    return values;
  }

  private static double bent(double z, double cubic) {
    return z + cubic * z * z * z;
  }

  private static double moment(double[] quantiles, double cubic, int power) {
    double sum = 0;
    for (double z : quantiles) {
      double value = bent(z, cubic);
      sum += power == 2 ? value * value : value * value * value * value;
    }
    return sum / quantiles.length;
  }

  /** By adding up the density from 0 on, in steps of 2^-12; the other half is its mirror image. */
  private static double[] quantiles() {
    double[] quantiles = new double[SIZE];
    double step = 0x1p-12;
    double mass = 0;
    double at = 0;
    for (int i = SIZE / 2; i < SIZE; i++) {
      double wanted = (i + 0.5) / SIZE - 0.5;
      double next = mass;
      while (next < wanted) {
        mass = next;
        double middle = at + step / 2;
        next += step * StrictMath.exp(-middle * middle / 2) / Math.sqrt(2 * Math.PI);
        at += step;
      }
      // The step that went past it begins at at - step; go on from there for the next one.
      at -= step;
      double density = (next - mass) / step;
      quantiles[i] = at + (wanted - mass) / density;
      quantiles[SIZE - 1 - i] = -quantiles[i];
    }
    return quantiles;
  }
}
