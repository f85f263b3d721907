package io.atelier.engine.training;

import io.atelier.data.Given;

/** Whether training goes on. */
public sealed interface Verdict {
  /** Go on. */
  Verdict CONTINUE = new Continue();

  /** Training goes on. */
  record Continue() implements Verdict {}

  /**
   * Training ends here.
   *
   * @param reason in a few words, for people: {@code early stopping after epoch 12}
   */
  record Stop(String reason) implements Verdict {
    /**
     * @throws IllegalArgumentException if {@code reason} is null
     */
    public Stop {
      Given.required(reason, "Verdict.Stop", "a reason", "say in a few words why training ends");
    }
  }
}
