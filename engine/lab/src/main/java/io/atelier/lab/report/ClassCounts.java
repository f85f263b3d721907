package io.atelier.lab.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How often a class or a label was told rightly.
 *
 * @param right examples of it that were taken for it
 * @param actual examples of it
 * @param predicted examples that were taken for it
 */
public record ClassCounts(long right, long actual, long predicted) {
  /** {@return the counts of every class, from {@code counts[actual][predicted]}} */
  static List<ClassCounts> of(List<List<Long>> counts) {
    return IntStream.range(0, counts.size())
        .mapToObj(
            k ->
                new ClassCounts(
                    counts.get(k).get(k),
                    counts.get(k).stream().mapToLong(Long::longValue).sum(),
                    counts.stream().mapToLong(row -> row.get(k)).sum()))
        .toList();
  }

  /** {@return the counts of every class from the answers to all examples} */
  static List<ClassCounts> of(int[] labels, int[] predicted, int classes) {
    long[] right = new long[classes];
    long[] actual = new long[classes];
    long[] taken = new long[classes];
    for (int i = 0; i < labels.length; i++) {
      actual[labels[i]]++;
      taken[predicted[i]]++;
      right[labels[i]] += labels[i] == predicted[i] ? 1 : 0;
    }
    return IntStream.range(0, classes)
        .mapToObj(k -> new ClassCounts(right[k], actual[k], taken[k]))
        .toList();
  }

  /** {@return whether these can be counts} */
  public boolean possible() {
    return right >= 0 && actual >= right && predicted >= right;
  }

  /** {@return precision, recall and F1} */
  public ClassScores scores() {
    return new ClassScores(
        right / (double) Math.max(1, predicted), right / (double) Math.max(1, actual));
  }
}
