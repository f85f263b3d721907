package io.atelier.engine.search;

/** What happens to a trial. */
public sealed interface TrialEvent {
  /** {@return the trial's number} */
  int trial();

  /** It begins. */
  record Started(int trial, Combination combination) implements TrialEvent {
    /**
     * @throws IllegalArgumentException if there is no combination
     */
    public Started {
      require(combination, "combination");
    }
  }

  /**
   * It is compared with others before it may go on.
   *
   * @param rung epochs it was allowed to train; it may have stopped earlier by itself
   */
  record Reached(int trial, int rung, TrialResult result) implements TrialEvent {
    /**
     * @throws IllegalArgumentException if there is no result that can be compared
     */
    public Reached {
      require(result, "result");
      result.requireComparable();
      if (rung < 1) {
        throw new IllegalArgumentException("rung needs at least 1, got " + rung);
      }
    }
  }

  /** It was trained to its end. */
  record Finished(int trial, TrialResult result) implements TrialEvent {
    /**
     * @throws IllegalArgumentException if there is no result that can be compared
     */
    public Finished {
      require(result, "result");
      result.requireComparable();
    }
  }

  /** It could not be trained. */
  record Failed(int trial, String reason) implements TrialEvent {
    /**
     * @throws IllegalArgumentException if there is no reason
     */
    public Failed {
      require(reason, "reason");
    }
  }

  /** Its loss became infinite or no number. */
  record Diverged(int trial, String reason) implements TrialEvent {
    /**
     * @throws IllegalArgumentException if there is no reason
     */
    public Diverged {
      require(reason, "reason");
    }
  }

  private static void require(Object part, String name) {
    if (part == null) {
      throw new IllegalArgumentException(name + " needs a value, got null");
    }
  }
}
