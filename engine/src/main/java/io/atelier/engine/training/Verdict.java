package io.atelier.engine.training;

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
  record Stop(String reason) implements Verdict {}
}
