package io.atelier.models.report;

import java.util.Locale;

/** Numbers as the reports print them: with points and commas, wherever the reader lives. */
public final class Numbers {
  private Numbers() {}

  /** {@return 0.8744} */
  public static String accuracy(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** {@return 0.451170} */
  public static String loss(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  /** {@return 50,890} */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@return a difference of accuracies or losses with its sign, +0.0012} */
  public static String difference(double value) {
    String text = String.format(Locale.ROOT, "%+.4f", value);
    return text.equals("-0.0000") ? "+0.0000" : text;
  }

  /** {@return 67.9} */
  public static String seconds(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }
}
