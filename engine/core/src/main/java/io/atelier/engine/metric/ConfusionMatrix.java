package io.atelier.engine.metric;

import io.atelier.data.Given;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often examples of one class were taken for another.
 *
 * @param counts {@code counts[actual][predicted]}, square
 */
public record ConfusionMatrix(List<List<Long>> counts) {
  /**
   * Makes an immutable copy.
   *
   * @throws IllegalArgumentException if it is not square, a count is negative, or anything is null
   */
  public ConfusionMatrix {
    counts =
        Given.list(counts, "ConfusionMatrix", "rows").stream()
            .map(row -> Given.list(row, "ConfusionMatrix", "counts"))
            .toList();
    int classes = counts.size();
    if (counts.stream()
        .anyMatch(row -> row.size() != classes || row.stream().anyMatch(n -> n < 0))) {
      throw new IllegalArgumentException(
          "ConfusionMatrix needs as many counts from 0 up in each row as there are rows, got %s; give each class a row and a column"
              .formatted(counts));
    }
  }

  /**
   * {@return the matrix of the given answers}
   *
   * @param labels actual classes, each in {@code [0, classes)}
   * @param predictions predicted classes, as many
   * @throws IllegalArgumentException if the counts differ, a class is out of range, there is no
   *     class, or one of both is null
   */
  public static ConfusionMatrix of(int[] labels, int[] predictions, int classes) {
    Given.required(labels, "ConfusionMatrix", "labels", "give the actual classes");
    return of(
        labels, predictions, classes, IntStream.generate(() -> 1).limit(labels.length).toArray());
  }

  /**
   * {@return the matrix of the given answers, each counting as often as its weight}
   *
   * @param weights from 0, as many as labels
   * @throws IllegalArgumentException as without weights; if they are not as many or one is negative
   */
  public static ConfusionMatrix of(int[] labels, int[] predictions, int classes, int[] weights) {
    Given.required(labels, "ConfusionMatrix", "labels", "give the actual classes");
    Given.required(predictions, "ConfusionMatrix", "predictions", "give the predicted classes");
    if (labels.length != predictions.length) {
      throw new IllegalArgumentException(
          "ConfusionMatrix needs as many predictions as labels, got %s and %s; pass both of one set"
              .formatted(predictions.length, labels.length));
    }
    Given.required(weights, "ConfusionMatrix", "weights", "leave them out to count all once");
    if (weights.length != labels.length) {
      throw new IllegalArgumentException(
          "ConfusionMatrix needs as many weights as labels, got %s and %s; pass both of one set"
              .formatted(weights.length, labels.length));
    }
    if (classes < 1) {
      throw new IllegalArgumentException(
          "ConfusionMatrix needs at least 1 class, got %s; count every class".formatted(classes));
    }
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      int actual = inRange("labels", labels, i, classes);
      counts[actual][inRange("predictions", predictions, i, classes)] += weights[i];
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
