package io.atelier.engine.search;

import io.atelier.data.Given;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What there is to try: all combinations of the values of some dimensions, with a number drawn from
 * each interval, that meet all conditions.
 *
 * @param dimensions settings whose values are listed
 * @param intervals settings whose values are drawn; with the dimensions at least one, all of
 *     different names
 * @param conditions what a combination must meet
 */
public record SearchSpace(
    List<Dimension> dimensions, List<Interval> intervals, List<Condition> conditions) {
  /** Combinations that are counted one by one. */
  private static final long COUNTED = 200_000;

  /**
   * @throws IllegalArgumentException if there is nothing to try, a name is there twice, a condition
   *     is about no setting of the space, there are too many combinations, or anything is null
   */
  public SearchSpace {
    dimensions = Given.list(dimensions, "SearchSpace", "dimensions");
    intervals = Given.list(intervals, "SearchSpace", "intervals");
    conditions = Given.list(conditions, "SearchSpace", "conditions");
    List<String> names = names(dimensions, intervals);
    Set<String> different = new HashSet<>(names);
    if (names.isEmpty() || different.size() < names.size()) {
      throw new IllegalArgumentException(
          "SearchSpace needs at least one dimension and none twice, got %s; give each setting once"
              .formatted(names));
    }
    for (Condition condition : conditions) {
      for (Compared compared : condition.any()) {
        if (!different.contains(compared.setting())) {
          throw new IllegalArgumentException(
              "SearchSpace needs conditions on its settings %s, got one on %s; correct the name"
                  .formatted(names, compared.setting()));
        }
      }
    }
    size(dimensions);
  }

  /** Of listed values, without conditions. */
  public SearchSpace(List<Dimension> dimensions) {
    this(dimensions, List.of(), List.of());
  }

  private static List<String> names(List<Dimension> dimensions, List<Interval> intervals) {
    return Stream.concat(
            dimensions.stream().map(Dimension::name), intervals.stream().map(Interval::name))
        .toList();
  }

  /** {@return the names of all settings, those with listed values first} */
  public List<String> names() {
    return names(dimensions, intervals);
  }

  /**
   * {@return the number of combinations of listed values, whether they meet the conditions or not}
   */
  public long size() {
    return size(dimensions);
  }

  /**
   * {@return how many different combinations can be tried at most: those that meet the conditions,
   * where they can be counted; all but endless where numbers are drawn}
   */
  public long most() {
    if (!intervals.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return conditions.isEmpty() || size() > COUNTED
        ? size()
        : LongStream.range(0, size()).mapToObj(this::at).filter(this::meets).count();
  }

  /** {@return whether a combination meets all conditions} */
  public boolean meets(Combination combination) {
    return conditions.stream().allMatch(condition -> condition.holds(combination));
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
   * {@return a combination of the listed values, without the intervals'}
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

  /** {@return a combination drawn at random, whether it meets the conditions or not} */
  Combination draw(UniformRandomProvider random) {
    Combination listed = at(random.nextLong(size()));
    if (intervals.isEmpty()) {
      return listed;
    }
    Map<String, String> values = new LinkedHashMap<>(listed.values());
    intervals.forEach(interval -> values.put(interval.name(), interval.draw(random)));
    return new Combination(values);
  }
}
