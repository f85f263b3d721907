package io.atelier.models.reproduction;

import io.atelier.models.report.FinishedRun;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * How a model's test accuracy varies with the seed.
 *
 * @param seeds how many different ones
 * @param mean of the accuracies
 * @param deviation sample standard deviation, 0 for one seed
 * @param smallest accuracy
 * @param largest accuracy
 */
record Spread(long seeds, double mean, double deviation, double smallest, double largest) {
  /** {@return the spread over at least one run} */
  static Spread of(List<FinishedRun> runs) {
    List<Double> values = runs.stream().map(run -> run.report().test().accuracy()).toList();
    DoubleSummaryStatistics all =
        values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    double squares =
        values.stream().mapToDouble(value -> Math.pow(value - all.getAverage(), 2)).sum();
    return new Spread(
        runs.stream().mapToLong(run -> run.report().seed()).distinct().count(),
        all.getAverage(),
        Math.sqrt(squares / Math.max(1, values.size() - 1)),
        all.getMin(),
        all.getMax());
  }

  /** {@return whether a value is between the smallest and the largest} */
  boolean holds(double value) {
    return smallest <= value && value <= largest;
  }
}
