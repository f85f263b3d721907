package io.atelier.paper.report;

import io.atelier.lab.report.FinishedRun;
import java.util.Collections;
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
    SampleStatistics sample = new SampleStatistics(values);
    return new Spread(
        runs.stream().mapToLong(run -> run.report().seed()).distinct().count(),
        sample.mean(),
        sample.deviation(),
        Collections.min(values),
        Collections.max(values));
  }

  /** {@return whether a value is between the smallest and the largest} */
  boolean holds(double value) {
    return smallest <= value && value <= largest;
  }
}
