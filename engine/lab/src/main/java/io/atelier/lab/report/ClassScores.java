package io.atelier.lab.report;

import java.util.List;

/**
 * How well a class is told from the others.
 *
 * @param precision share of those taken for the class that are of it; 0 if none was
 * @param recall share of those of the class that were taken for it; 0 if there is none
 */
public record ClassScores(double precision, double recall) {
  /** {@return the scores of every class, from {@code counts[actual][predicted]}} */
  public static List<ClassScores> of(List<List<Long>> counts) {
    return ClassCounts.of(counts).stream().map(ClassCounts::scores).toList();
  }

  /** {@return the harmonic mean of both, 0 if both are} */
  public double f1() {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
