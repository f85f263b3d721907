package io.atelier.engine.training;

/** Stops after an epoch whose training loss is no finite number (Keras' callback of this name). */
public record TerminateOnNaN() implements TrainingListener {

  /** {@return whether a training has left the finite numbers} */
  public static boolean diverged(History history) {
    return !history.epochs().isEmpty() && !Double.isFinite(history.last().training().loss());
  }

  @Override
  public Verdict resumed(History history, Learner learner) {
    return epochEnded(history, learner);
  }

  @Override
  public Verdict epochEnded(History history, Learner learner) {
    return diverged(history)
        ? new Verdict.Stop(
            "diverged: the loss was %s in epoch %s"
                .formatted(history.last().training().loss(), history.last().epoch() + 1))
        : Verdict.CONTINUE;
  }
}
