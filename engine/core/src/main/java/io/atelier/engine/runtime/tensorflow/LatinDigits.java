package io.atelier.engine.runtime.tensorflow;

import java.text.DecimalFormatSymbols;
import java.util.IllformedLocaleException;
import java.util.Locale;

/**
 * The digits that TensorFlow Java numbers operations with. It takes them from the default locale,
 * and TensorFlow's C++ code refuses {@code Const_۱}: in Persian, Arabic, Hindi and other locales no
 * graph could be built.
 */
public final class LatinDigits {
  private LatinDigits() {}

  /**
   * Has this JVM format numbers with the digits 0 to 9 from now on. All else of the default locale
   * stays as it is, and nothing is changed where these are its digits. The change stays: graphs are
   * built at any time, by several threads.
   */
  public static void ensure() {
    Locale locale = Locale.getDefault(Locale.Category.FORMAT);
    if (DecimalFormatSymbols.getInstance(locale).getZeroDigit() != '0') {
      Locale.setDefault(Locale.Category.FORMAT, latin(locale));
    }
  }

  private static Locale latin(Locale locale) {
    try {
      return new Locale.Builder().setLocale(locale).setUnicodeLocaleKeyword("nu", "latn").build();
    } catch (IllformedLocaleException e) {
      return Locale.ROOT; // some locales of Java's first versions have no such form
    }
  }
}
