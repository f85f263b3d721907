package io.atelier.cli.display;

import io.atelier.engine.training.Scores;
import java.util.Locale;
import java.util.Map;

/** Scores in a line. */
final class ScoresText {
  private ScoresText() {}

  /** {@return the loss and all metrics: {@code " val_loss 0.4016 val_accuracy 0.8486"}} */
  static String of(String prefix, Scores scores) {
    StringBuilder text = new StringBuilder(one(prefix + "loss", scores.loss()));
    for (Map.Entry<String, Double> metric : scores.metrics().entrySet()) {
      text.append(one(prefix + metric.getKey(), metric.getValue()));
    }
    return text.toString();
  }

  private static String one(String name, double value) {
    return "  " + name + " " + number(value);
  }

  /** {@return a number with four decimals, a large or tiny one with four digits} */
  static String number(double value) {
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= 0.001 && size < 10_000) || !Double.isFinite(value);
    return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
  }
}
