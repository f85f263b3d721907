package io.atelier.lab.report;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.metric.ConfusionMatrix;
import io.atelier.lab.task.ClassProbabilities;
import io.atelier.lab.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a model's answers to some examples show, beside loss and metrics. */
public sealed interface Findings {
  /**
   * Of classes.
   *
   * @param counts of every class
   * @param confusion of the classes; empty for more than {@link #MOST_CLASSES}
   * @param mistakes the worst first
   */
  record OfClasses(
      List<ClassCounts> counts, Optional<ConfusionMatrix> confusion, List<Mistake> mistakes)
      implements Findings {}

  /**
   * Of labels.
   *
   * @param counts of every label; one is told where its probability is above 0.5
   */
  record OfLabels(List<ClassCounts> counts) implements Findings {}

  /**
   * Of numbers.
   *
   * @param scores of every number, the first {@link #MOST_NUMBERS} of them
   */
  record OfNumbers(List<NumberScores> scores) implements Findings {}

  /** Answers that are of another shape than their targets: there is only the loss. */
  record None() implements Findings {}

  /** The largest confusion matrix that somebody can read. */
  int MOST_CLASSES = 100;

  /** Numbers that are looked at one by one. */
  int MOST_NUMBERS = 20;

  /** Mistakes that are kept. */
  int WORST_MISTAKES = 25;

  /**
   * {@return what answers show}
   *
   * @param outputs of the model, {@code [n, ...]}
   * @param targets {@code [n, ...]}, at least one example
   * @param logits whether the outputs are logits: {@link io.atelier.lab.task.Logits}
   */
  static Findings of(Task task, FloatValues outputs, Values targets, boolean logits) {
    if (task instanceof Task.Classes classes && outputs.shape().size() == 2) {
      return ofClasses(
          ClassProbabilities.of(classes, outputs, logits), labels(targets), classes.count());
    }
    if (task instanceof Task.Labels labels
        && outputs.exampleShape().equals(targets.exampleShape())) {
      return ofLabels(ClassProbabilities.of(labels, outputs, logits), targets);
    }
    if (task instanceof Task.Numbers && outputs.exampleSize() == targets.exampleSize()) {
      return ofNumbers(outputs, targets);
    }
    return new None();
  }

  private static Findings ofClasses(float[][] probabilities, int[] labels, int classes) {
    int[] predicted = Arrays.stream(probabilities).mapToInt(Findings::largest).toArray();
    return new OfClasses(
        ClassCounts.of(labels, predicted, classes),
        classes <= MOST_CLASSES
            ? Optional.of(ConfusionMatrix.of(labels, predicted, classes))
            : Optional.empty(),
        Mistake.worst(probabilities, labels, predicted, WORST_MISTAKES));
  }

  /** {@return class numbers; of one-hot targets the place of the largest, the lowest on ties} */
  private static int[] labels(Values targets) {
    int size = targets.exampleSize();
    if (targets.shape().size() == 1) {
      return IntStream.range(0, targets.count()).map(i -> (int) targets.number(i)).toArray();
    }
    return IntStream.range(0, targets.count())
        .map(
            i -> {
              float[] row = new float[size];
              for (int k = 0; k < size; k++) {
                row[k] = (float) targets.number((long) i * size + k);
              }
              return largest(row);
            })
        .toArray();
  }

  private static Findings ofLabels(float[][] probabilities, Values targets) {
    int labels = targets.exampleSize();
    long[] right = new long[labels];
    long[] actual = new long[labels];
    long[] predicted = new long[labels];
    for (int i = 0; i < probabilities.length; i++) {
      for (int label = 0; label < labels; label++) {
        boolean has = targets.number((long) i * labels + label) == 1;
        boolean told = probabilities[i][label] > 0.5;
        actual[label] += has ? 1 : 0;
        predicted[label] += told ? 1 : 0;
        right[label] += has && told ? 1 : 0;
      }
    }
    return new OfLabels(
        IntStream.range(0, labels)
            .mapToObj(k -> new ClassCounts(right[k], actual[k], predicted[k]))
            .toList());
  }

  private static Findings ofNumbers(FloatValues outputs, Values targets) {
    int size = targets.exampleSize();
    List<NumberScores> scores = new ArrayList<>();
    for (int k = 0; k < Math.min(size, MOST_NUMBERS); k++) {
      int place = k;
      scores.add(
          NumberScores.of(
              size == 1 ? "target" : "target " + (k + 1),
              column(targets, place, size),
              column(outputs, place, size)));
    }
    return new OfNumbers(scores);
  }

  private static double[] column(Values values, int place, int size) {
    return IntStream.range(0, values.count())
        .mapToDouble(i -> values.number((long) i * size + place))
        .toArray();
  }

  /** {@return the place of the largest value, the lowest on ties} */
  static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
