package io.atelier.engine.search;

import io.atelier.data.Given;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A setting whose values are drawn from all numbers between two.
 *
 * @param name of the setting
 * @param low smallest value
 * @param high largest value
 * @param logarithmic whether the logarithms are equally likely, not the numbers: as many values
 *     from 0.001 to 0.01 as from 0.01 to 0.1
 * @param whole whether only whole numbers are drawn
 */
public record Interval(String name, double low, double high, boolean logarithmic, boolean whole) {
  /** As many as tell values apart, and no more than a table has room for. */
  private static final MathContext DIGITS = new MathContext(6);

  /**
   * @throws IllegalArgumentException if there is nothing between the numbers, one is not finite, or
   *     a logarithm is wanted of one that has none
   */
  public Interval {
    Given.required(name, "Interval", "a name", "name the setting");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "Interval needs a name that is not empty, got \"%s\"; name the setting".formatted(name));
    }
    if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          "Interval %s needs a low number and a higher one, got %s and %s; give both"
              .formatted(name, low, high));
    }
    if (logarithmic && low <= 0) {
      throw new IllegalArgumentException(
          "Interval %s needs numbers above 0 for a logarithmic range, got %s; raise it, or use a range that is not logarithmic"
              .formatted(name, low));
    }
    if (whole && Math.ceil(low) > Math.floor(high)) {
      throw new IllegalArgumentException(
          "Interval %s needs a whole number between %s and %s, got none; widen it"
              .formatted(name, low, high));
    }
  }

  /** {@return a value as a text that {@link Double#parseDouble} reads; the next of a sequence} */
  String draw(UniformRandomProvider random) {
    double share = random.nextDouble();
    double drawn =
        logarithmic
            ? Math.exp(Math.log(low) + share * (Math.log(high) - Math.log(low)))
            : low + share * (high - low);
    if (whole) {
      double rounded = Math.max(Math.ceil(low), Math.min(Math.floor(high), Math.rint(drawn)));
      return String.format(Locale.ROOT, "%.0f", rounded);
    }
    double short6 = new BigDecimal(drawn).round(DIGITS).doubleValue();
    return Double.toString(Math.max(low, Math.min(high, short6)));
  }
}
