package io.atelier.engine.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Whether one quantity rises with another, however it rises (Spearman 1904): the correlation of
 * their ranks, 1 if the larger value always goes with the larger other, -1 if with the smaller, 0
 * if neither. Equal values share the mean of their ranks.
 */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * {@return Spearman's rank correlation in [-1, 1]; empty if there are fewer than two pairs, or
   * one of the quantities never changes}
   *
   * @param x finite numbers
   * @param y as many
   * @throws IllegalArgumentException if they are not as many, or one is no number
   */
  public static OptionalDouble spearman(double[] x, double[] y) {
    if (x.length != y.length
        || Arrays.stream(x).anyMatch(Double::isNaN)
        || Arrays.stream(y).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          "RankCorrelation needs pairs of numbers, got %s and %s; leave out what is no number"
              .formatted(Arrays.toString(x), Arrays.toString(y)));
    }
    return pearson(ranks(x), ranks(y));
  }

  /** {@return the place of each value among all in rising order, from 1; ties share theirs} */
  static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0, to; from < order.length; from = to) {
      to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
    }
    return ranks;
  }

  private static OptionalDouble pearson(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElse(0);
    double meanY = Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx == 0 || yy == 0 ? OptionalDouble.empty() : OptionalDouble.of(xy / Math.sqrt(xx * yy));
  }
}
