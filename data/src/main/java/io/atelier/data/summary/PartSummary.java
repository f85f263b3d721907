package io.atelier.data.summary;

import java.util.List;

/**
 * A part of a data set.
 *
 * @param name {@code train}, {@code validation} or {@code test}
 * @param size how many examples it has
 * @param perClass how many of them each class has, by class number; empty where numbers are
 *     predicted
 */
public record PartSummary(String name, int size, List<Integer> perClass) {
  /** Copies the counts. */
  public PartSummary {
    perClass = List.copyOf(perClass);
  }
}
