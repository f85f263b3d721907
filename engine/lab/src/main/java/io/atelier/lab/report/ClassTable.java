package io.atelier.lab.report;

import io.atelier.lab.page.Table;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Precision, recall and F1 of every class or label. */
public final class ClassTable {
  private ClassTable() {}

  /**
   * {@return the table}
   *
   * @param what {@code class} or {@code label}
   * @param names by number
   * @param counts of each
   */
  public static Table of(String what, List<String> names, List<ClassCounts> counts) {
    return new Table(
        List.of(what, "examples", "told", "right", "precision", "recall", "F1"),
        IntStream.range(0, counts.size()).mapToObj(i -> row(names.get(i), counts.get(i))).toList());
  }

  private static List<String> row(String name, ClassCounts counts) {
    ClassScores scores = counts.scores();
    return List.of(
        name,
        Long.toString(counts.actual()),
        Long.toString(counts.predicted()),
        Long.toString(counts.right()),
        share(scores.precision()),
        share(scores.recall()),
        share(scores.f1()));
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
