package io.atelier.data.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the cells of a table mean. */
final class Cells {
  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "nan", "null", "none", "?", "-", "#n/a");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");
  private static final Set<String> INFINITE = Set.of("inf", "infinity");

  private Cells() {}

  /** {@return whether a cell says that its value is not known} */
  static boolean isMissing(String cell) {
    return MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
  }

  /** {@return whether a cell is a number, written with a point, finite as a float or not} */
  static boolean isNumber(String cell) {
    return !Double.isNaN(number(cell));
  }

  /** {@return whether a cell is a number written with a comma, such as {@code 3,5}} */
  static boolean hasDecimalComma(String cell) {
    return DECIMAL_COMMA.matcher(cell.strip()).matches();
  }

  /** {@return a number as it is written shortest: {@code 1} for {@code 1.0}} */
  static String plain(String cell) {
    double value = number(cell);
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** {@return the number of a cell; infinite where no float holds it, NaN where it is no number} */
  static double number(String cell) {
    String text = cell.strip();
    if (NUMBER.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      return Float.isInfinite((float) value)
          ? Math.copySign(Double.POSITIVE_INFINITY, value)
          : value;
    }
    if (INFINITE.contains(text.toLowerCase(Locale.ROOT).replaceFirst("^[+-]", ""))) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.NaN;
  }
}
