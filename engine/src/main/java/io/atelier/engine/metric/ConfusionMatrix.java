package io.atelier.engine.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How often examples of one class were taken for another.
 *
 * @param counts {@code counts[actual][predicted]}, square
 */
public record ConfusionMatrix(List<List<Long>> counts) {
  /** Makes an immutable copy. */
  public ConfusionMatrix {
    counts = counts.stream().map(List::copyOf).toList();
  }

  /**
   * {@return the matrix of the given answers}
   *
   * @param labels actual classes, each in {@code [0, classes)}
   * @param predictions predicted classes, as many
   * @throws IllegalArgumentException if the counts differ, a class is out of range, or there is no
   *     class
   */
  public static ConfusionMatrix of(int[] labels, int[] predictions, int classes) {
    if (labels.length != predictions.length) {
      throw new IllegalArgumentException(
          "ConfusionMatrix needs as many predictions as labels, got %s and %s; pass both of one set"
              .formatted(predictions.length, labels.length));
    }
    if (classes < 1) {
      throw new IllegalArgumentException(
          "ConfusionMatrix needs at least 1 class, got %s; count every class".formatted(classes));
    }
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      int actual = inRange("labels", labels, i, classes);
      counts[actual][inRange("predictions", predictions, i, classes)]++;
    }
    return new ConfusionMatrix(
        IntStream.range(0, classes)
            .mapToObj(row -> IntStream.range(0, classes).mapToObj(i -> counts[row][i]).toList())
            .toList());
  }

  private static int inRange(String what, int[] numbers, int i, int classes) {
    if (numbers[i] < 0 || numbers[i] >= classes) {
      throw new IllegalArgumentException(
          "ConfusionMatrix needs %s in [0, %s), got %s at %s; count every class"
              .formatted(what, classes, numbers[i], i));
    }
    return numbers[i];
  }

  /** {@return the share of examples on the diagonal, 0 if there is none} */
  public double accuracy() {
    long right = IntStream.range(0, counts.size()).mapToLong(i -> counts.get(i).get(i)).sum();
    long all = counts.stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
    return all == 0 ? 0 : (double) right / all;
  }
}
