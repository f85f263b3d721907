package io.atelier.paper.report;

import java.util.List;

/**
 * Numbers and how they spread.
 *
 * @param values at least one
 */
record SampleStatistics(List<Double> values) {
  double mean() {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** {@return the standard deviation of the sample, 0 of one value} */
  double deviation() {
    double mean = mean();
    double squares = values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
    return Math.sqrt(squares / Math.max(1, values.size() - 1));
  }

  /** {@return the standard deviation of the mean} */
  double standardError() {
    return deviation() / Math.sqrt(values.size());
  }
}
