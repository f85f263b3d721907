package io.atelier.paper.result;

import io.atelier.engine.search.Combination;
import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Standing;
import io.atelier.engine.search.TrialResult;
import io.atelier.engine.search.Tried;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.search.SearchRun;
import io.atelier.lab.search.SearchSettings;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A search, or as much of one as there is.
 *
 * @param settings of all trials
 * @param trials that ended well, in any order
 * @param failed how many failed or diverged
 * @param testAccuracy of the best trial's model; empty if it was not evaluated
 */
public record FinishedSearch(
    SearchSettings settings, List<FinishedTrial> trials, int failed, OptionalDouble testAccuracy) {
  /** Makes an immutable copy. */
  public FinishedSearch {
    trials = List.copyOf(trials);
  }

  /**
   * {@return a search}
   *
   * @param settings of all trials
   * @param board how they stand
   * @param best what it found, if it was tested
   */
  public static FinishedSearch of(
      SearchSettings settings, Leaderboard board, Optional<SearchRun.Best> best) {
    List<FinishedTrial> trials =
        board.ranked().stream()
            .filter(standing -> standing.state() == Standing.State.FINISHED)
            .map(FinishedSearch::trial)
            .toList();
    OptionalDouble testAccuracy =
        best.filter(
                tested ->
                    board.best().filter(it -> it.trial().number() == tested.trial()).isPresent())
            .map(tested -> OptionalDouble.of(tested.test().accuracy()))
            .orElse(OptionalDouble.empty());
    return new FinishedSearch(settings, trials, board.lost().size(), testAccuracy);
  }

  private static FinishedTrial trial(Standing standing) {
    TrialResult result = standing.result().orElseThrow();
    return new FinishedTrial(
        standing.trial().number(),
        standing.trial().combination().values(),
        result.quantity("val_accuracy"),
        result.quantity("val_loss"),
        result.quantity("accuracy"),
        result.quantity("loss"),
        result.epochs(),
        result.seconds());
  }

  /** {@return the number of trials that are done with} */
  public int ended() {
    return trials.size() + failed;
  }

  /** {@return the trials of the highest validation accuracy, the best first} */
  public List<FinishedTrial> best(int count) {
    return trials.stream()
        .sorted(
            Comparator.comparingDouble(FinishedTrial::valAccuracy)
                .reversed()
                .thenComparingDouble(FinishedTrial::valLoss))
        .limit(count)
        .toList();
  }

  /** {@return the trials that ended well, with their validation accuracy} */
  public List<Tried> tried() {
    return trials.stream()
        .map(trial -> new Tried(new Combination(trial.parameters()), trial.valAccuracy()))
        .toList();
  }

  /**
   * {@return how many of the trials that ended well differ: a setting without effect, such as the
   * units of no dense layer, makes twins}
   */
  public long different() {
    return trials.stream().map(trial -> config(trial.parameters())).distinct().count();
  }

  /**
   * {@return the best trial that trained the same network in the same way as another search's}
   *
   * @param other whose parameters count; those it does not tell may be any
   */
  public Optional<FinishedTrial> like(FinishedTrial other) {
    return best(trials.size()).stream()
        .filter(
            trial -> {
              Map<String, String> likewise = new LinkedHashMap<>(trial.parameters());
              likewise.putAll(other.parameters());
              return config(likewise).equals(config(trial.parameters()));
            })
        .findFirst();
  }

  private RunConfig config(Map<String, String> parameters) {
    return settings.config(new Combination(parameters));
  }
}
