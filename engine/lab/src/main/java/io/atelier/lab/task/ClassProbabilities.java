package io.atelier.lab.task;

import io.atelier.data.FloatValues;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;

/** The probabilities that a model's answers say. */
public final class ClassProbabilities {
  /** How far the sum of a softmax in float32 or bfloat16 may be from 1. */
  private static final double SUM = 0.05;

  private ClassProbabilities() {}

  /**
   * {@return the probability of each class, {@code [example][class]}}
   *
   * @param outputs {@code [n, classes]}, or {@code [n, 1]} where one output tells two classes apart
   * @param loss it was trained with: one that takes logits makes logits of outputs that are no
   *     probabilities
   */
  public static float[][] of(Task.Classes task, FloatValues outputs, Loss loss) {
    boolean logits = takesLogits(loss) && !areProbabilities(outputs, !task.oneOutput());
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
   * @param loss as for classes
   */
  public static float[][] of(Task.Labels task, FloatValues outputs, Loss loss) {
    boolean logits = takesLogits(loss) && !areProbabilities(outputs, false);
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

  private static boolean takesLogits(Loss loss) {
    return (loss instanceof SparseCategoricalCrossEntropy sparse && sparse.fromLogits())
        || (loss instanceof CategoricalCrossEntropy categorical && categorical.fromLogits())
        || (loss instanceof BinaryCrossEntropy binary && binary.fromLogits());
  }

  /** A softmax or sigmoid at the end of a model gives them, whatever the loss says. */
  private static boolean areProbabilities(FloatValues outputs, boolean summedToOne) {
    int size = outputs.exampleSize();
    for (int i = 0; i < outputs.count(); i++) {
      double sum = 0;
      for (int k = 0; k < size; k++) {
        float value = outputs.values()[i * size + k];
        if (!(value >= 0 && value <= 1)) {
          return false;
        }
        sum += value;
      }
      if (summedToOne && Math.abs(sum - 1) > SUM) {
        return false;
      }
    }
    return true;
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
