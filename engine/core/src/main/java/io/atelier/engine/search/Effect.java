package io.atelier.engine.search;

import io.atelier.data.Given;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a setting did to the objective of a search.
 *
 * @param setting its name
 * @param groups trials by its value; numbers in rising order, and where there are many, or most of
 *     them were tried once, in four ranges of about as many trials each
 * @param correlation Spearman's rank correlation of its values with the objective; empty if they
 *     are no numbers, or nothing changed
 * @param importance share in [0, 1] of the objective's variance that the groups explain, less what
 *     chance alone would (Kelley's epsilon squared); empty if every group has one trial
 */
public record Effect(
    String setting, List<Group> groups, OptionalDouble correlation, OptionalDouble importance) {
  private static final int MOST_VALUES = 8;
  private static final int RANGES = 4;

  /**
   * Trials with the same value of a setting.
   *
   * @param value the value, or a range of them: {@code 0.001 to 0.01}
   * @param trials how many, at least 1
   * @param mean of their objectives
   * @param best of their objectives
   * @param spread standard deviation of their objectives (of the sample); 0 of one trial
   */
  public record Group(String value, int trials, double mean, double best, double spread) {}

  /** Makes an immutable copy. */
  public Effect {
    groups = Given.list(groups, "Effect", "groups");
  }

  static Effect of(String setting, List<Tried> tried, boolean largerIsBetter) {
    boolean numeric = tried.stream().allMatch(it -> Numeric.is(value(it, setting)));
    Map<String, List<Double>> values = numeric ? numbers(setting, tried) : texts(setting, tried);
    List<Group> groups = new ArrayList<>();
    values.forEach((value, objectives) -> groups.add(group(value, objectives, largerIsBetter)));
    OptionalDouble correlation =
        numeric
            ? RankCorrelation.spearman(
                tried.stream().mapToDouble(it -> Numeric.of(value(it, setting))).toArray(),
                tried.stream().mapToDouble(Tried::objective).toArray())
            : OptionalDouble.empty();
    return new Effect(setting, groups, correlation, importance(List.copyOf(values.values())));
  }

  private static String value(Tried tried, String setting) {
    return tried.combination().values().get(setting);
  }

  private static Map<String, List<Double>> texts(String setting, List<Tried> tried) {
    Map<String, List<Double>> groups = new LinkedHashMap<>();
    tried.forEach(
        it ->
            groups
                .computeIfAbsent(value(it, setting), any -> new ArrayList<>())
                .add(it.objective()));
    return groups;
  }

  private static Map<String, List<Double>> numbers(String setting, List<Tried> tried) {
    List<Tried> rising =
        tried.stream()
            .sorted(Comparator.comparingDouble(it -> Numeric.of(value(it, setting))))
            .toList();
    Map<String, List<Double>> each = texts(setting, rising);
    boolean often = 2 * each.size() <= tried.size() && each.size() <= MOST_VALUES;
    return often || each.size() <= RANGES ? each : ranges(each, tried.size());
  }

  /** {@return neighbouring values put together, equal ones never apart} */
  private static Map<String, List<Double>> ranges(Map<String, List<Double>> each, int trials) {
    Map<String, List<Double>> ranges = new LinkedHashMap<>();
    List<Double> range = new ArrayList<>();
    String first = null;
    int done = 0;
    for (Map.Entry<String, List<Double>> value : each.entrySet()) {
      first = first == null ? value.getKey() : first;
      range.addAll(value.getValue());
      done += value.getValue().size();
      if ((long) done * RANGES >= (long) trials * (ranges.size() + 1)) {
        String last = value.getKey();
        ranges.put(first.equals(last) ? first : first + " to " + last, range);
        range = new ArrayList<>();
        first = null;
      }
    }
    return ranges;
  }

  private static Group group(String value, List<Double> objectives, boolean largerIsBetter) {
    double mean = mean(objectives);
    Comparator<Double> order = Comparator.naturalOrder();
    double best = objectives.stream().max(largerIsBetter ? order : order.reversed()).orElseThrow();
    double spread =
        objectives.size() < 2 ? 0 : Math.sqrt(squares(objectives, mean) / (objectives.size() - 1));
    return new Group(value, objectives.size(), mean, best, spread);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double squares(List<Double> values, double mean) {
    return values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
  }

  private static OptionalDouble importance(List<List<Double>> groups) {
    List<Double> all = groups.stream().flatMap(List::stream).toList();
    int within = all.size() - groups.size();
    if (within == 0) {
      return OptionalDouble.empty();
    }
    double total = squares(all, mean(all));
    double inside = groups.stream().mapToDouble(group -> squares(group, mean(group))).sum();
    double byChance = (groups.size() - 1) * inside / within;
    return OptionalDouble.of(
        total == 0 ? 0 : Math.max(0, Math.min(1, (total - inside - byChance) / total)));
  }
}
