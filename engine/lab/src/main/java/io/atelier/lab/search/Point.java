package io.atelier.lab.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.search.Interval;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place of a space's template at which trials differ.
 *
 * @param name of the choice, unique in its template
 * @param values that are tried, by the texts they are called by; none where they are drawn
 * @param interval that values are drawn from, if they are
 */
record Point(String name, Map<String, JsonNode> values, Optional<Interval> interval) {
  /** Keeps the order. */
  Point {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * {@return the value that a text calls}
   *
   * @throws IllegalArgumentException if it calls none
   */
  JsonNode value(String text) {
    if (interval.isPresent() && isNumber(text)) {
      return Template.number(new BigDecimal(text));
    }
    JsonNode value = text == null ? null : values.get(text);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s needs %s, got %s; use the space that the combination is of"
              .formatted(
                  name,
                  interval.isPresent() ? "a number" : "one of " + List.copyOf(values.keySet()),
                  text));
    }
    return value;
  }

  /** {@return whether a trial may have a value, of numbers whichever way they are written} */
  boolean has(String text) {
    if (!isNumber(text)) {
      return values.containsKey(text);
    }
    BigDecimal number = new BigDecimal(text);
    return interval
            .map(it -> number.doubleValue() >= it.low() && number.doubleValue() <= it.high())
            .orElse(false)
        || values.keySet().stream()
            .anyMatch(it -> isNumber(it) && new BigDecimal(it).compareTo(number) == 0);
  }

  /** {@return whether all its values are numbers} */
  boolean numeric() {
    return values.keySet().stream().allMatch(Point::isNumber);
  }

  static boolean isNumber(String text) {
    try {
      var unused = new BigDecimal(text);
      return true;
    } catch (NumberFormatException | NullPointerException e) {
      return false;
    }
  }
}
