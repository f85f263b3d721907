package io.atelier.engine.search;

import io.atelier.data.Given;
import io.atelier.engine.training.Monitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tries combinations of a space.
 *
 * @param space what there is to try
 * @param strategy what is tried
 * @param objective which trial is better than another
 * @param epochs of a trial at most, at least 1
 * @param parallel trials at once, at least 1
 * @param runner trains them
 * @param journal of this search up to now
 * @param watcher told of the board after every event, by one thread at a time
 * @param interrupted whether no more trials should begin
 */
public record Search(
    SearchSpace space,
    Strategy strategy,
    Monitor objective,
    int epochs,
    int parallel,
    TrialRunner runner,
    Journal journal,
    Consumer<Leaderboard> watcher,
    BooleanSupplier interrupted) {
  /**
   * @throws IllegalArgumentException if a number is below 1, or anything is null
   */
  public Search {
    Given.required(space, "Search", "a space", "say what there is to try");
    Given.required(strategy, "Search", "a strategy", "use new Grid() to try all");
    Given.required(objective, "Search", "an objective", "use Monitor.VALIDATION_LOSS");
    Given.required(runner, "Search", "a runner", "say how a trial is trained");
    Given.required(journal, "Search", "a journal", "say where events are kept");
    Given.required(watcher, "Search", "a watcher", "use board -> {} for none");
    Given.required(interrupted, "Search", "a question", "use () -> false for never interrupted");
    if (epochs < 1 || parallel < 1) {
      throw new IllegalArgumentException(
          "Search needs at least 1 epoch and 1 trial at once, got %s and %s; give positive numbers"
              .formatted(epochs, parallel));
    }
  }

  /**
   * Runs what is left of the search.
   *
   * @return how it ended, or how far it came if it was interrupted
   * @throws IOException if the journal cannot be written, or the runner cannot train any trial
   * @throws UncheckedIOException that the watcher threw
   * @throws IllegalArgumentException if the journal is another search's
   */
  public Leaderboard run() throws IOException {
    Course course = new Course();
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      List<Standing> there = course.board.standings();
      int places = there.size();
      for (int rung : strategy.rungs(epochs)) {
        // Where one of those that go on is lost, the next best goes on in its place.
        for (List<Standing> next = course.goingOn(there, places, rung);
            !next.isEmpty();
            next = course.goingOn(there, places, rung)) {
          all(threads, next, standing -> course.climb(standing, rung));
          if (course.interrupted) {
            return course.board;
          }
        }
        there = course.board.ranked(there, rung);
        places = strategy.promoted(there.size());
      }
      return course.board;
    } finally {
      threads.shutdownNow();
    }
  }

  private interface Step {
    void of(Standing standing) throws IOException;
  }

  private static void all(ExecutorService threads, List<Standing> standings, Step step)
      throws IOException {
    CompletionService<Void> steps = new ExecutorCompletionService<>(threads);
    for (Standing standing : standings) {
      steps.submit(
          () -> {
            step.of(standing);
            return null;
          });
    }
    for (int done = 0; done < standings.size(); done++) {
      try {
        steps.take().get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UncheckedIOException watchers) {
          throw watchers;
        }
        throw new IOException(e.getCause().getMessage(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  /** The board as events change it. */
  private final class Course {
    private Leaderboard board =
        Leaderboard.of(strategy.combinations(space), journal.events(), objective);
    private volatile boolean broken;
    private volatile boolean interrupted;

    Course() {
      watcher.accept(board);
    }

    /**
     * Stops all but the best.
     *
     * @param there where trials are compared, the best first
     * @param places for how many of them
     * @return those that go on and have not reached the next rung
     */
    List<Standing> goingOn(List<Standing> there, int places, int next) {
      List<Standing> now = board.now(there);
      List<Standing> best =
          now.stream()
              .filter(standing -> standing.at(next).isPresent() || !standing.lost())
              .limit(places)
              .toList();
      Leaderboard decided = board;
      for (Standing standing : now) {
        decided =
            decided.with(
                standing.trial().number(),
                best.contains(standing) ? Standing::promoted : Standing::stopped);
      }
      if (!decided.equals(board)) {
        board = decided;
        watcher.accept(board);
      }
      return best.stream().filter(standing -> standing.at(next).isEmpty()).toList();
    }

    void climb(Standing standing, int rung) throws IOException {
      interrupted |= Search.this.interrupted.getAsBoolean();
      if (broken || interrupted) {
        return;
      }
      try {
        train(standing, rung);
      } catch (IOException e) {
        broken = true;
        throw e;
      }
    }

    private void train(Standing standing, int rung) throws IOException {
      Trial trial = standing.trial();
      if (standing.state() == Standing.State.WAITING) {
        happened(new TrialEvent.Started(trial.number(), trial.combination()));
      }
      Optional<TrialEvent> event = trained(trial, rung);
      if (event.isPresent()) {
        happened(event.get());
      } else {
        interrupted = true;
      }
    }

    private Optional<TrialEvent> trained(Trial trial, int rung) throws IOException {
      int number = trial.number();
      try {
        return runner.run(trial, rung).map(result -> event(number, rung, result));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return Optional.of(new TrialEvent.Failed(number, reason));
      }
    }

    private TrialEvent event(int number, int rung, TrialResult result) {
      if (!result.finite()) {
        return new TrialEvent.Diverged(number, result.divergence());
      }
      var unused = result.quantity(objective.quantity());
      // One that ran fewer epochs than it might have was stopped by its own callbacks.
      return rung < epochs && result.epochs() == rung
          ? new TrialEvent.Reached(number, rung, result)
          : new TrialEvent.Finished(number, result);
    }

    private synchronized void happened(TrialEvent event) throws IOException {
      journal.append(event);
      board = board.after(event);
      watcher.accept(board);
    }
  }
}
