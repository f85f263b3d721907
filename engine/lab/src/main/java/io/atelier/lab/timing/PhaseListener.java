package io.atelier.lab.timing;

import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import io.atelier.lab.timing.Timings.Phase;

/**
 * Tells the phases of a training apart by its events; it begins as {@link Phase#COMPILE}: the first
 * chunk of steps waits for the compiler, and so does a smaller batch at the end of an epoch, which
 * is a function of its own.
 */
public final class PhaseListener implements TrainingListener {
  private final Timings timings;
  private final int batchSize;
  private int epochs;

  /**
   * @param timings told of the phases
   * @param batchSize examples a step
   */
  public PhaseListener(Timings timings, int batchSize) {
    this.timings = timings;
    this.batchSize = batchSize;
  }

  @Override
  public Verdict progressed(Progress progress) {
    int left = progress.of() - progress.examples();
    boolean compiles = epochs == 0 && left > 0 && left < batchSize;
    timings.enter(left == 0 ? Phase.VALIDATION : compiles ? Phase.COMPILE : Phase.TRAINING);
    return Verdict.CONTINUE;
  }

  @Override
  public Verdict epochEnded(History history, Learner learner) {
    epochs++;
    timings.enter(Phase.TRAINING);
    return Verdict.CONTINUE;
  }
}
