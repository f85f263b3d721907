package io.atelier.engine.training;

/** Told of a training's course; may end it. */
public interface TrainingListener extends ProgressListener {
  @Override
  default Verdict progressed(Progress progress) {
    return Verdict.CONTINUE;
  }

  /**
   * {@return whether to go on after an epoch}
   *
   * @param history with the epoch as its last
   * @param learner as the epoch left it
   */
  default Verdict epochEnded(History history, Learner learner) {
    return Verdict.CONTINUE;
  }
}
