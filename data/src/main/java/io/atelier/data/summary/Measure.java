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
    if (!Double.isFinite(number)) {
      notFinite++;
      return;
    }
    count++;
    double difference = number - mean;
    mean += difference / count;
    squares += difference * (number - mean);
    smallest = Math.min(smallest, number);
    largest = Math.max(largest, number);
  }

  NumberSummary summary(String name) {
    return count == 0
        ? new NumberSummary(name, Double.NaN, Double.NaN, Double.NaN, Double.NaN, notFinite)
        : new NumberSummary(name, mean, Math.sqrt(squares / count), smallest, largest, notFinite);
  }
}
