package io.atelier.lab.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many values lie in each of some equally wide ranges. There are about {@code 2 * cbrt(n)} of
 * them (Rice's rule), at most 40, and they end at round numbers.
 *
 * @param lowest where the first range begins
 * @param width of a range, above 0
 * @param counts of the ranges, from low to high; the last one holds its upper end too
 */
public record Histogram(double lowest, double width, List<Long> counts) {
  private static final int FEWEST = 5;
  private static final int MOST = 40;

  /**
   * @throws IllegalArgumentException if the width is not above 0, or there is no range
   */
  public Histogram {
    counts = List.copyOf(counts);
    if (!(width > 0) || counts.isEmpty()) {
      throw new IllegalArgumentException(
          "Histogram needs ranges of a width above 0, got %s of width %s; count in at least one"
              .formatted(counts.size(), width));
    }
  }

  /** {@return the histogram of values, at least one, all finite} */
  static Histogram of(double[] values) {
    double low = Arrays.stream(values).min().orElseThrow();
    double high = Arrays.stream(values).max().orElseThrow();
    double wanted = Math.max(FEWEST, Math.min(MOST, Math.ceil(2 * Math.cbrt(values.length))));
    double width = round(Math.max((high - low) / wanted, Math.max(Math.abs(low), 1e-3) * 1e-6));
    double lowest = Math.floor(low / width) * width;
    int bins = (int) Math.max(1, Math.ceil((high - lowest) / width));
    long[] counts = new long[bins];
    for (double value : values) {
      counts[Math.max(0, Math.min(bins - 1, (int) ((value - lowest) / width)))]++;
    }
    List<Long> listed = new ArrayList<>();
    Arrays.stream(counts).forEach(listed::add);
    return new Histogram(lowest, width, listed);
  }

  /** {@return the next larger of 1, 2 and 5 times a power of ten: ends that people can read} */
  private static double round(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    double first = width / power;
    return power * (first <= 1 ? 1 : first <= 2 ? 2 : first <= 5 ? 5 : 10);
  }

  /** {@return where the ranges begin, and the last one ends} */
  double[] edges() {
    double[] edges = new double[counts.size() + 1];
    Arrays.setAll(edges, i -> lowest + i * width);
    return edges;
  }
}
