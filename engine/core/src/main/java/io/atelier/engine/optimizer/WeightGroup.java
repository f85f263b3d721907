package io.atelier.engine.optimizer;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is special about the weights whose names match a pattern.
 *
 * @param pattern a regular expression that is looked for in names such as {@code dense/kernel}:
 *     {@code bias} is in every bias, {@code ^conv2d} begins the names of convolutions
 * @param rateFactor by how much the learning rate is multiplied for them, at least 0
 * @param decay whether they decay, if the optimizer has weight decay
 */
public record WeightGroup(
    String pattern,
    @KerasKey(orElse = "1.0") double rateFactor,
    @KerasKey(orElse = "true") boolean decay) {
  /** Nothing. */
  public static final WeightGroup ALL = new WeightGroup("", 1, true);

  /**
   * @throws IllegalArgumentException if the pattern is none, or the factor is negative or no number
   *     that float32 holds
   */
  public WeightGroup {
    if (pattern == null || !isPattern(pattern)) {
      throw new IllegalArgumentException(
          "WeightGroup needs a regular expression, got %s; give a part of the weights' names, such as \"bias\""
              .formatted(pattern == null ? null : '"' + pattern + '"'));
    }
    Require.notNegative("WeightGroup", "rateFactor", rateFactor);
  }

  /** Whose rate is multiplied by a factor. */
  public WeightGroup(String pattern, double rateFactor) {
    this(pattern, rateFactor, true);
  }

  /** {@return the group of weights that do not decay} Keras: {@code exclude_from_weight_decay}. */
  public static WeightGroup withoutDecay(String pattern) {
    return new WeightGroup(pattern, 1, false);
  }

  /** {@return what some groups together say of a weight} */
  public static WeightGroup of(String weight, List<WeightGroup> groups) {
    WeightGroup all = ALL;
    for (WeightGroup group : groups) {
      if (group.has(weight)) {
        all = new WeightGroup("", all.rateFactor * group.rateFactor, all.decay && group.decay);
      }
    }
    return all;
  }

  /**
   * Requires each group to have a weight.
   *
   * @param weights their names
   * @throws IllegalArgumentException if one has none
   */
  public static void require(List<WeightGroup> groups, List<String> weights) {
    for (WeightGroup group : groups) {
      if (weights.stream().noneMatch(group::has)) {
        throw new IllegalArgumentException(
            "WeightGroup needs a pattern that is in the name of a weight, got \"%s\"; the weights are %s"
                .formatted(group.pattern, String.join(", ", weights)));
      }
    }
  }

  /** {@return whether a weight is in it} */
  public boolean has(String weight) {
    return Pattern.compile(pattern).matcher(weight).find();
  }

  private static boolean isPattern(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
