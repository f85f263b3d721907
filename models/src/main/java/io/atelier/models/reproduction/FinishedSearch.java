package io.atelier.models.reproduction;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A search, or as much of one as there is.
 *
 * @param trials that ended well, in any order
 * @param planned how many were to be run
 * @param failed how many failed or diverged
 * @param testAccuracy of the best trial's model; empty if it was not evaluated
 */
public record FinishedSearch(
    List<Trial> trials, int planned, int failed, OptionalDouble testAccuracy) {
  /** Makes an immutable copy. */
  public FinishedSearch {
    trials = List.copyOf(trials);
  }

  /** {@return the trials of the highest validation accuracy, the best first} */
  public List<Trial> best(int count) {
    return trials.stream()
        .sorted(
            Comparator.comparingDouble(Trial::valAccuracy)
                .reversed()
                .thenComparingDouble(Trial::valLoss))
        .limit(count)
        .toList();
  }
}
