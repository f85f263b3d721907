package io.atelier.engine.search;

import io.atelier.data.Given;
import io.atelier.engine.training.Monitor;
import java.util.Comparator;
import java.util.List;

/**
 * Which settings of a search mattered.
 *
 * @param objective by which trials were compared
 * @param trials that were compared
 * @param effects of the settings that differed between them, the one that mattered most first
 */
public record Analysis(Monitor objective, int trials, List<Effect> effects) {
  /**
   * Makes an immutable copy.
   *
   * @throws IllegalArgumentException if anything is null
   */
  public Analysis {
    Given.required(objective, "Analysis", "an objective", "use Monitor.VALIDATION_LOSS");
    effects = Given.list(effects, "Analysis", "effects");
  }

  /**
   * {@return the analysis of trials}
   *
   * @param tried of the same settings each
   * @param objective what their numbers are, and whether larger ones are better
   */
  public static Analysis of(List<Tried> tried, Monitor objective) {
    List<String> settings =
        tried.isEmpty() ? List.of() : List.copyOf(tried.get(0).combination().values().keySet());
    return new Analysis(
        objective,
        tried.size(),
        settings.stream()
            .map(setting -> Effect.of(setting, tried, objective.largerIsBetter()))
            .filter(effect -> effect.groups().size() > 1)
            .sorted(
                Comparator.comparingDouble((Effect it) -> it.importance().orElse(-1))
                    .thenComparingDouble(it -> Math.abs(it.correlation().orElse(0)))
                    .reversed())
            .toList());
  }
}
