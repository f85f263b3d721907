package io.atelier.engine.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A value for each dimension of a space.
 *
 * @param values by the dimensions' names, in their order
 */
public record Combination(Map<String, String> values) {
  /**
   * Keeps the order.
   *
   * @throws IllegalArgumentException if a value is missing
   */
  public Combination {
    if (values == null || values.values().stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("values needs a text for each setting, got " + values);
    }
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** {@return {@code units 64, dropout 0.1}} */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
