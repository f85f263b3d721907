package io.atelier.lab.report;

import io.atelier.lab.page.Numbers;
import io.atelier.lab.report.Report.TestScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scores in words. */
public final class ScoresInWords {
  private ScoresInWords() {}

  /** {@return the metrics and the loss: {@code accuracy 0.8744, loss 0.4970}} */
  public static String of(TestScores scores) {
    return of("", scores, "%s", Numbers.score(scores.loss()));
  }

  /**
   * {@return the metrics, and the loss with six decimals: {@code accuracy 0.8744, loss 0.496968}}
   */
  public static String exact(TestScores scores) {
    double loss = scores.loss();
    boolean plain = Numbers.score(loss).indexOf('e') < 0;
    return of("", scores, "%s", plain ? Numbers.loss(loss) : Numbers.score(loss));
  }

  /**
   * {@return the same of a set, the metrics in bold: {@code test accuracy **0.8744**, test loss
   * 0.4970}}
   */
  static String bold(String set, TestScores scores) {
    String form = scores.metrics().isEmpty() ? "%s" : "**%s**";
    return of(set + " ", scores, form, Numbers.score(scores.loss()));
  }

  /** {@return the same of a set: {@code validation accuracy 0.8744, validation loss 0.4970}} */
  static String of(String set, TestScores scores) {
    return of(set + " ", scores, "%s", Numbers.score(scores.loss()));
  }

  private static String of(String prefix, TestScores scores, String form, String loss) {
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, Double> metric : scores.metrics().entrySet()) {
      all.add(
          prefix + name(metric.getKey()) + " " + form.formatted(Numbers.score(metric.getValue())));
    }
    all.add(prefix + "loss " + loss);
    return String.join(", ", all);
  }

  /** {@return a metric's name in words: {@code mean absolute error}} */
  static String name(String metric) {
    return metric.replace('_', ' ').strip();
  }

  /** {@return a text that begins a sentence} */
  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
