package io.atelier.models.search;

import io.atelier.engine.search.Combination;
import io.atelier.models.setting.Bound;

/**
 * A combination, read.
 *
 * @param combination the texts
 */
record TrialSettings(Combination combination) {
  private String text(String name) {
    return combination.values().get(name);
  }

  /** {@return a whole number} */
  int whole(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number", e);
    }
  }

  /** {@return a whole number in a range} */
  int count(String name, Bound bound) {
    return count(name, bound.least(), bound.most());
  }

  /** {@return how many layers there are; there may be none} */
  int layers(String name) {
    return count(name, 0, Bound.LAYERS.most());
  }

  private int count(String name, int least, int most) {
    int count = whole(name);
    if (count < least || count > most) {
      throw wrong(
          name,
          "a whole number from %s to %s".formatted(Integer.toString(least), Integer.toString(most)),
          null);
    }
    return count;
  }

  /** {@return a number} */
  double number(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw wrong(name, "a number", e);
    }
  }

  /** {@return the side of a square written as {@code 3x3}} */
  int square(String name, Bound bound) {
    String[] sides = text(name).split("x", -1);
    if (sides.length != 2 || !sides[0].equals(sides[1]) || !sides[0].matches("[1-9]\\d{0,3}")) {
      throw wrong(name, "a square such as 3x3", null);
    }
    int side = Integer.parseInt(sides[0]);
    if (!bound.holds(side)) {
      throw wrong(name, "a square of at most " + bound.most(), null);
    }
    return side;
  }

  /** Requires a text. */
  void require(String name, String value) {
    if (!text(name).equals(value)) {
      throw wrong(name, value, null);
    }
  }

  private IllegalArgumentException wrong(String name, String rule, Throwable cause) {
    return new IllegalArgumentException(
        "%s needs %s, got %s; change the space".formatted(name, rule, text(name)), cause);
  }
}
