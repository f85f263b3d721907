package io.atelier.models.reproduction;

import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Standing;
import io.atelier.engine.search.TrialResult;
import io.atelier.models.search.SearchRun;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A search, or as much of one as there is.
 *
 * @param trials that ended well, in any order
 * @param planned how many were to be run
 * @param failed how many failed or diverged
 * @param testAccuracy of the best trial's model; empty if it was not evaluated
 */
public record FinishedSearch(
    List<Trial> trials, int planned, int failed, OptionalDouble testAccuracy) {
  /** Makes an immutable copy. */
  public FinishedSearch {
    trials = List.copyOf(trials);
  }

  /**
   * {@return a search}
   *
   * @param board how its trials stand
   * @param planned how many were to be run
   * @param best what it found, if it was tested
   */
  static FinishedSearch of(Leaderboard board, int planned, Optional<SearchRun.Best> best) {
    List<Trial> trials =
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
    return new FinishedSearch(trials, planned, board.lost().size(), testAccuracy);
  }

  private static Trial trial(Standing standing) {
    TrialResult result = standing.result().orElseThrow();
    return new Trial(
        standing.trial().number(),
        standing.trial().combination().values(),
        result.validationAccuracy(),
        result.validationLoss(),
        result.accuracy(),
        result.loss(),
        result.epochs(),
        result.seconds());
  }

  /** {@return the number of trials that are done with} */
  int ended() {
    return trials.size() + failed;
  }

  /** {@return the trials of the highest validation accuracy, the best first} */
  public List<Trial> best(int count) {
    return trials.stream()
        .sorted(
            Comparator.comparingDouble(Trial::valAccuracy)
                .reversed()
                .thenComparingDouble(Trial::valLoss))
        .limit(count)
        .toList();
  }
}
