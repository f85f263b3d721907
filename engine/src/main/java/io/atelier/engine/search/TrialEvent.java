package io.atelier.engine.search;

/** What happens to a trial. */
public sealed interface TrialEvent {
  /** {@return the trial's number} */
  int trial();

  /** It begins. */
  record Started(int trial, Combination combination) implements TrialEvent {}

  /**
   * It is compared with others before it may go on.
   *
   * @param rung epochs it was allowed to train; it may have stopped earlier by itself
   */
  record Reached(int trial, int rung, TrialResult result) implements TrialEvent {}

  /** It was trained to its end. */
  record Finished(int trial, TrialResult result) implements TrialEvent {}

  /** It could not be trained. */
  record Failed(int trial, String reason) implements TrialEvent {}

  /** Its loss became infinite or no number. */
  record Diverged(int trial, String reason) implements TrialEvent {}
}
