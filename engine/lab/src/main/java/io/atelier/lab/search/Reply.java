package io.atelier.lab.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.atelier.engine.search.TrialResult;

/**
 * What a worker says to what it was asked: that it has begun, then what came of it.
 *
 * @param kind which of these
 * @param result of a trial; null if there is none
 * @param reason why there is none; null if all went well
 */
public record Reply(Kind kind, TrialResult result, String reason) {
  /** That the worker has all it needs to do what it was asked. */
  static final Reply BEGUN = new Reply(Kind.BEGUN, null, null);

  /** What is said. */
  public enum Kind {
    /** It is being done. */
    @JsonProperty("begun")
    BEGUN,
    /** It was done. */
    @JsonProperty("done")
    DONE,
    /** It cannot be done, by this trial's own fault. */
    @JsonProperty("failed")
    FAILED,
    /**
     * It went wrong, and the worker may be broken: on a GPU, one error can make all that follow.
     */
    @JsonProperty("broken")
    BROKEN,
    /** It cannot be done, by no trial's fault. */
    @JsonProperty("unable")
    UNABLE
  }

  /** {@return whether it has what a worker says to a request at its end} */
  boolean answers(Request request) {
    return kind == Kind.DONE ? result != null || request.epochs() == 0 : reason != null;
  }

  /** {@return that it was done; of a trial that was only tested and exported, without result} */
  static Reply done(TrialResult result) {
    return new Reply(Kind.DONE, result, null);
  }

  /** {@return that the trial failed} */
  static Reply failed(String reason) {
    return new Reply(Kind.FAILED, null, reason);
  }

  /** {@return that another worker should try} */
  static Reply broken(String reason) {
    return new Reply(Kind.BROKEN, null, reason);
  }

  /** {@return that the machine failed} */
  static Reply unable(String reason) {
    return new Reply(Kind.UNABLE, null, reason);
  }
}
