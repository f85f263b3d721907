package io.atelier.lab.search;

import io.atelier.engine.config.MissingClassException;
import io.atelier.engine.search.Combination;
import io.atelier.engine.search.Grid;
import io.atelier.engine.search.SearchSpace;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Monitor;
import io.atelier.lab.config.Reported;
import io.atelier.lab.config.RunConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The check, before anything is trained, that the trials of a search are runs that can be trained.
 *
 * @param settings of the search
 */
record TrainableTrials(SearchSettings settings) {
  /** In a space of more combinations, only those that are drawn are checked. */
  private static final long CHECKED = 200;

  /**
   * Requires it of every trial, and where there are not too many, of every combination.
   *
   * @param made the run that a combination is
   * @throws IllegalArgumentException what is wrong with the first of which something is
   */
  void requireAll(Function<Combination, RunConfig> made) {
    Set<Combination> all = new LinkedHashSet<>(settings.combinations());
    SearchSpace searched = settings.space().searched();
    if (settings.method() != SearchSettings.Method.GRID
        && searched.intervals().isEmpty()
        && searched.size() <= CHECKED) {
      all.addAll(new Grid().combinations(searched));
    }
    Monitor objective = settings.objective();
    for (Combination combination : all) {
      requireWatched(named(combination, () -> made.apply(combination)), objective);
    }
  }

  private static void requireWatched(RunConfig config, Monitor objective) {
    if (!Reported.of(config.training(), true).has(objective.quantity())) {
      throw new IllegalArgumentException(
          "objective needs one of %s, each with or without %s before it, got %s; add it to training.metrics, or choose another"
              .formatted(
                  Reported.of(config.training(), false).quantities(),
                  EpochResult.VALIDATED,
                  objective.quantity()));
    }
  }

  /**
   * {@return the run that a combination is}
   *
   * @throws IllegalArgumentException if it is none; the message names the combination
   */
  static RunConfig named(Combination combination, Supplier<RunConfig> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      if (MissingClassException.in(e).isPresent()) {
        throw e; // No other values would help.
      }
      throw new IllegalArgumentException(
          "the space has a combination that cannot be trained (%s): %s; change the values, or add a condition that it does not meet"
              .formatted(combination, e.getMessage()),
          e);
    }
  }

  /**
   * {@return the first trial that can be trained}
   *
   * @param made the run that a combination is
   * @throws IllegalArgumentException if none can be
   */
  RunConfig first(Function<Combination, RunConfig> made) {
    List<IllegalArgumentException> wrong = new ArrayList<>();
    for (Combination combination : settings.combinations()) {
      try {
        return made.apply(combination);
      } catch (IllegalArgumentException e) {
        wrong.add(e);
      }
    }
    throw wrong.get(0);
  }
}
