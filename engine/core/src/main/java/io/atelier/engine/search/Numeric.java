package io.atelier.engine.search;

/** Texts that are numbers. */
final class Numeric {
  private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,4})?";

  private Numeric() {}

  /** {@return whether a text is a number} */
  static boolean is(String text) {
    return text.matches(NUMBER);
  }

  /** {@return the number that a text is} */
  static double of(String text) {
    return Double.parseDouble(text);
  }
}
