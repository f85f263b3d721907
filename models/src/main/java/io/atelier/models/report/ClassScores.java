package io.atelier.models.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a class is told from the others.
 *
 * @param precision share of those taken for the class that are of it; 0 if none was
 * @param recall share of those of the class that were taken for it; 0 if there is none
 */
public record ClassScores(double precision, double recall) {
  /** {@return the scores of every class, from {@code counts[actual][predicted]}} */
  public static List<ClassScores> of(List<List<Long>> counts) {
    return IntStream.range(0, counts.size())
        .mapToObj(
            k -> {
              double right = counts.get(k).get(k);
              long actual = counts.get(k).stream().mapToLong(Long::longValue).sum();
              long predicted = counts.stream().mapToLong(row -> row.get(k)).sum();
              return new ClassScores(right / Math.max(1, predicted), right / Math.max(1, actual));
            })
        .toList();
  }

  /** {@return the harmonic mean of both, 0 if both are} */
  public double f1() {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
