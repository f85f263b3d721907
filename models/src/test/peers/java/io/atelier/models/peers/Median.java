package io.atelier.models.peers;

import java.util.List;

/** The middle of some numbers. */
final class Median {
  private Median() {}

  /** {@return the median of at least one number; between the middle two of an even count} */
  static double of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
