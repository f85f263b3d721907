package io.atelier.lab.task;

import io.atelier.data.FloatValues;

/** The probabilities that a model's answers say. */
public final class ClassProbabilities {
  private ClassProbabilities() {}

  /**
   * {@return the probability of each class, {@code [example][class]}}
   *
   * @param outputs {@code [n, classes]}, or {@code [n, 1]} where one output tells two classes apart
   * @param logits whether the outputs are logits, as {@link Logits} says
   */
  public static float[][] of(Task.Classes task, FloatValues outputs, boolean logits) {
    int size = outputs.exampleSize();
    float[] values = outputs.values();
    float[][] rows = new float[outputs.count()][];
    for (int i = 0; i < rows.length; i++) {
      if (task.oneOutput()) {
        float second = logits ? sigmoid(values[i]) : values[i];
        rows[i] = new float[] {1 - second, second};
      } else {
        rows[i] = new float[size];
        System.arraycopy(values, i * size, rows[i], 0, size);
        if (logits) {
          softmax(rows[i]);
        }
      }
    }
    return rows;
  }

  /**
   * {@return the probability of each label, {@code [example][label]}}
   *
   * @param outputs {@code [n, labels]}
   * @param logits as for classes
   */
  public static float[][] of(Task.Labels task, FloatValues outputs, boolean logits) {
    int size = task.names().size();
    float[][] rows = new float[outputs.count()][size];
    for (int i = 0; i < rows.length; i++) {
      for (int label = 0; label < size; label++) {
        float value = outputs.values()[i * size + label];
        rows[i][label] = logits ? sigmoid(value) : value;
      }
    }
    return rows;
  }

  private static float sigmoid(float logit) {
    return (float) (1 / (1 + Math.exp(-logit)));
  }

  private static void softmax(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (Math.exp(logits[i] - largest) / sum);
    }
  }
}
