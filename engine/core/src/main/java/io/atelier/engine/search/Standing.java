package io.atelier.engine.search;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a trial stands.
 *
 * @param trial the trial
 * @param state what it is doing
 * @param rungs its results by the number of epochs it was allowed to train for them
 * @param reason why it failed, diverged or was stopped; empty for others
 */
public record Standing(
    Trial trial, State state, SortedMap<Integer, TrialResult> rungs, String reason) {

  /** What a trial is doing. */
  public enum State {
    /** Not begun. */
    WAITING,
    /** Begun. */
    STARTED,
    /** Trained to its end. */
    FINISHED,
    /** Left behind by better ones. */
    STOPPED,
    /** Broken off by an error. */
    FAILED,
    /** Its loss left the finite numbers. */
    DIVERGED
  }

  /** Makes an immutable copy. */
  public Standing {
    rungs = Collections.unmodifiableSortedMap(new TreeMap<>(rungs));
  }

  static Standing waiting(Trial trial) {
    return new Standing(trial, State.WAITING, new TreeMap<>(), "");
  }

  /** {@return whether nothing will happen to the trial any more} */
  public boolean ended() {
    return state != State.WAITING && state != State.STARTED;
  }

  /** {@return whether it failed or diverged} */
  boolean lost() {
    return state == State.FAILED || state == State.DIVERGED;
  }

  /** {@return its result at a rung; one that finished before has its last there} */
  Optional<TrialResult> at(int rung) {
    return rungs.containsKey(rung)
        ? Optional.of(rungs.get(rung))
        : result().filter(last -> state == State.FINISHED);
  }

  /** {@return its newest result; empty before the first, and if it failed or diverged} */
  public Optional<TrialResult> result() {
    return lost() || rungs.isEmpty() ? Optional.empty() : Optional.of(rungs.get(rungs.lastKey()));
  }

  Standing after(TrialEvent event) {
    if (event instanceof TrialEvent.Reached reached) {
      return at(State.STARTED, reached.rung(), reached.result());
    }
    if (event instanceof TrialEvent.Finished finished) {
      return at(State.FINISHED, Integer.MAX_VALUE, finished.result());
    }
    if (event instanceof TrialEvent.Failed failed) {
      return in(State.FAILED, failed.reason());
    }
    if (event instanceof TrialEvent.Diverged diverged) {
      return in(State.DIVERGED, diverged.reason());
    }
    return in(State.STARTED, "");
  }

  /** {@return this trial, going on in the place of a better one that was lost} */
  Standing promoted() {
    return state == State.STOPPED ? in(State.STARTED, "") : this;
  }

  /** {@return this trial, left behind by better ones} */
  Standing stopped() {
    return ended() ? this : in(State.STOPPED, "better trials went on");
  }

  private Standing in(State next, String why) {
    return new Standing(trial, next, rungs, why);
  }

  private Standing at(State next, int rung, TrialResult result) {
    SortedMap<Integer, TrialResult> more = new TreeMap<>(rungs);
    more.put(rung, result);
    return new Standing(trial, next, more, "");
  }
}
