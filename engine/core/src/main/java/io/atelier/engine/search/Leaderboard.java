package io.atelier.engine.search;

import io.atelier.data.Given;
import io.atelier.engine.training.Monitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How all trials of a search stand.
 *
 * @param standings by the trials' numbers
 * @param objective which trial is better than another
 */
public record Leaderboard(List<Standing> standings, Monitor objective) {
  private static final String VALIDATION_LOSS = Monitor.VALIDATION_LOSS.quantity();

  /**
   * Makes an immutable copy.
   *
   * @throws IllegalArgumentException if anything is null
   */
  public Leaderboard {
    Given.required(objective, "Leaderboard", "an objective", "use Monitor.VALIDATION_LOSS");
    standings = Given.list(standings, "Leaderboard", "standings");
  }

  /**
   * {@return how the trials stand after events}
   *
   * @param combinations of the trials
   * @param events of these trials, in the order in which they happened
   * @param objective which trial is better than another
   * @throws IllegalArgumentException if an event is no event of these trials
   */
  public static Leaderboard of(
      List<Combination> combinations, List<TrialEvent> events, Monitor objective) {
    List<Standing> standings = new ArrayList<>();
    for (Combination combination : combinations) {
      standings.add(Standing.waiting(new Trial(standings.size() + 1, combination)));
    }
    Leaderboard board = new Leaderboard(standings, objective);
    for (TrialEvent event : events) {
      board = board.after(event);
    }
    return board;
  }

  /**
   * {@return the trials that have a result: those trained to their end before those left behind or
   * still at it, of each the best by the objective first, then the lowest validation loss, then the
   * lowest number}
   */
  public List<Standing> ranked() {
    return ranked(standings, Standing::result).stream()
        .sorted(Comparator.comparing(standing -> standing.state() != Standing.State.FINISHED))
        .toList();
  }

  /** {@return those of some trials that have reached a rung, by what they had there} */
  List<Standing> ranked(List<Standing> some, int rung) {
    return ranked(now(some), standing -> standing.at(rung));
  }

  /** {@return how some trials stand by now, in their order} */
  List<Standing> now(List<Standing> some) {
    return some.stream().map(standing -> standings.get(standing.trial().number() - 1)).toList();
  }

  /** {@return what a result has of the objective, the smaller the better} */
  private double distance(TrialResult result) {
    double value = result.quantity(objective.quantity());
    return objective.largerIsBetter() ? -value : value;
  }

  private List<Standing> ranked(
      List<Standing> some, Function<Standing, Optional<TrialResult>> result) {
    return some.stream()
        .filter(standing -> result.apply(standing).isPresent())
        .sorted(
            Comparator.comparing(
                    (Standing standing) -> result.apply(standing).orElseThrow(),
                    Comparator.comparingDouble(this::distance)
                        .thenComparing(it -> it.quantities().getOrDefault(VALIDATION_LOSS, 0.0)))
                .thenComparing(standing -> standing.trial().number()))
        .toList();
  }

  /**
   * {@return the trials whose results can be compared, with what they had of the objective: those
   * trained to their end; of a search that left some behind, all at the first comparison}
   */
  public List<Tried> tried() {
    Optional<Integer> first =
        standings.stream()
            .filter(it -> it.state() == Standing.State.STOPPED && !it.rungs().isEmpty())
            .map(it -> it.rungs().firstKey())
            .min(Comparator.naturalOrder());
    List<Tried> tried = new ArrayList<>();
    for (Standing standing : standings) {
      Optional<TrialResult> result =
          first.isPresent()
              ? standing.at(first.get())
              : standing.result().filter(it -> standing.state() == Standing.State.FINISHED);
      result.ifPresent(
          it ->
              tried.add(
                  new Tried(standing.trial().combination(), it.quantity(objective.quantity()))));
    }
    return tried;
  }

  /** {@return the trials without a result that have ended} */
  public List<Standing> lost() {
    return standings.stream().filter(it -> it.ended() && it.result().isEmpty()).toList();
  }

  /** {@return the best finished trial} */
  public Optional<Standing> best() {
    return ranked().stream().filter(it -> it.state() == Standing.State.FINISHED).findFirst();
  }

  /** {@return the number of trials that have ended} */
  public long ended() {
    return standings.stream().filter(Standing::ended).count();
  }

  /**
   * {@return the board after an event}
   *
   * @throws IllegalArgumentException if it is no event of these trials
   */
  Leaderboard after(TrialEvent event) {
    boolean known = event.trial() >= 1 && event.trial() <= standings.size();
    if (!known || (event instanceof TrialEvent.Started it && !isOf(it))) {
      throw new IllegalArgumentException(
          "Search needs the journal of its own trials, got %s; resume with the settings it was begun with"
              .formatted(event));
    }
    return with(event.trial(), standing -> standing.after(event));
  }

  private boolean isOf(TrialEvent.Started event) {
    Trial trial = standings.get(event.trial() - 1).trial();
    return trial.combination().equals(event.combination());
  }

  Leaderboard with(int trial, UnaryOperator<Standing> change) {
    List<Standing> changed = new ArrayList<>(standings);
    changed.set(trial - 1, change.apply(changed.get(trial - 1)));
    return new Leaderboard(changed, objective);
  }
}
