package io.atelier.lab.page;

import java.math.BigDecimal;
import java.math.MathContext;
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

  /** {@return a loss or a metric: 0.8744, large or tiny ones 1.234e+06} */
  public static String score(double value) {
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= 0.001 && size < 100_000) || !Double.isFinite(value);
    return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
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

  /** {@return a measured number with four digits, 0.3214, 12,450 or 3.1e-07; - for none} */
  public static String measured(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "-" : String.valueOf(value);
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e9)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    // A mean of whole numbers may miss one by the last digits of its sum.
    if (Math.abs(value - Math.rint(value)) <= 1e-9 * size) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    // 9.9999 is shown as 10.00.
    double rounded = new BigDecimal(size).round(new MathContext(4)).doubleValue();
    int digits = rounded < 1 ? 4 : Math.max(0, 3 - (int) Math.floor(Math.log10(rounded)));
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /** {@return 67.9} */
  public static String seconds(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }
}
