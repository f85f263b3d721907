package io.atelier.engine.search;

import io.atelier.engine.Given;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All combinations of the values of some dimensions.
 *
 * @param dimensions at least one, of different names
 */
public record SearchSpace(List<Dimension> dimensions) {
  /**
   * @throws IllegalArgumentException if there is no dimension, one twice, too many combinations, or
   *     anything is null
   */
  public SearchSpace {
    dimensions = Given.list(dimensions, "SearchSpace", "dimensions");
    long names = dimensions.stream().map(Dimension::name).distinct().count();
    if (dimensions.isEmpty() || names < dimensions.size()) {
      throw new IllegalArgumentException(
          "SearchSpace needs at least one dimension and none twice, got %s; give each setting once"
              .formatted(dimensions.stream().map(Dimension::name).toList()));
    }
    size(dimensions);
  }

  /** {@return the number of combinations} */
  public long size() {
    return size(dimensions);
  }

  private static long size(List<Dimension> dimensions) {
    try {
      return dimensions.stream()
          .mapToLong(dimension -> dimension.values().size())
          .reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "SearchSpace needs at most 2^63 - 1 combinations, got more; leave out dimensions", e);
    }
  }

  /**
   * {@return a combination}
   *
   * @param index in {@code [0, size)}; the last dimension changes fastest
   * @throws IllegalArgumentException for another
   */
  public Combination at(long index) {
    if (index < 0 || index >= size()) {
      throw new IllegalArgumentException(
          "SearchSpace needs the number of a combination in [0, %s), got %s; count them from 0"
              .formatted(Long.toString(size()), Long.toString(index)));
    }
    Map<String, String> chosen = new HashMap<>();
    long rest = index;
    for (int i = dimensions.size() - 1; i >= 0; i--) {
      Dimension dimension = dimensions.get(i);
      int count = dimension.values().size();
      chosen.put(dimension.name(), dimension.values().get((int) (rest % count)));
      rest /= count;
    }
    Map<String, String> ordered = new LinkedHashMap<>();
    dimensions.forEach(dimension -> ordered.put(dimension.name(), chosen.get(dimension.name())));
    return new Combination(ordered);
  }
}
