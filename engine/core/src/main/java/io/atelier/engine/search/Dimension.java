package io.atelier.engine.search;

import io.atelier.data.Given;
import java.util.HashSet;
import java.util.List;

/**
 * A setting and what is tried for it.
 *
 * @param name of the setting
 * @param values distinct, at least one, as they are written: {@code 0.001}, {@code relu}, {@code
 *     3x3}
 */
public record Dimension(String name, List<String> values) {
  /**
   * @throws IllegalArgumentException if there is no value, or one twice, or anything is empty or
   *     null
   */
  public Dimension {
    Given.required(name, "Dimension", "a name", "name the setting");
    values = Given.list(values, "Dimension " + name, "values");
    if (name.isBlank() || values.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "Dimension needs a name and values that are not empty, got \"%s\" of %s; write them out"
              .formatted(name, values));
    }
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "Dimension %s needs at least one value and none twice, got %s; give a list of different values"
              .formatted(name, values));
    }
  }
}
