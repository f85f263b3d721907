package io.atelier.data.summary;

/** Measures numbers, one after another, in one pass (Welford's algorithm). */
final class Measure {
  private long count;
  private long notFinite;
  private double mean;
  private double squares;
  private double smallest = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;

  void add(double number) {
    add(number, 1);
  }

  /** Adds a number that comes several times. */
  void add(double number, long times) {
    if (times == 0) {
      return;
    }
    if (!Double.isFinite(number)) {
      notFinite += times;
      return;
    }
    count += times;
    double difference = number - mean;
    mean += difference * times / count;
    squares += difference * times * (number - mean);
    smallest = Math.min(smallest, number);
    largest = Math.max(largest, number);
  }

  NumberSummary summary(String name) {
    return count == 0
        ? new NumberSummary(name, Double.NaN, Double.NaN, Double.NaN, Double.NaN, notFinite)
        : new NumberSummary(name, mean, Math.sqrt(squares / count), smallest, largest, notFinite);
  }
}
