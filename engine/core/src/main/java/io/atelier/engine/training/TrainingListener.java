package io.atelier.engine.training;

import java.util.List;

/**
 * Told of a training's course; may end it. All methods may be left out:
 *
 * <pre>{@code
 * record Beep() implements TrainingListener {
 *   public Verdict epochEnded(History history, Learner learner) {
 *     System.out.println(history.last().training().loss());
 *     return Verdict.CONTINUE;
 *   }
 * }
 * }</pre>
 */
public interface TrainingListener extends ProgressListener {
  /**
   * {@return the quantities it watches, by Keras' names: a training that does not report all of
   * them is refused before it begins}
   */
  default List<String> monitored() {
    return List.of();
  }

  @Override
  default Verdict progressed(Progress progress) {
    return Verdict.CONTINUE;
  }

  /**
   * {@return whether a training goes on after epochs that are over}
   *
   * @param history with at least one epoch
   * @param learner as its last epoch left it
   */
  default Verdict resumed(History history, Learner learner) {
    return Verdict.CONTINUE;
  }

  /**
   * Told before each epoch: the place to change the learning rate.
   *
   * @param history of the epochs before; it may have none
   * @param learner as the last of them left it
   */
  default void epochBegins(History history, Learner learner) {}

  /**
   * {@return whether to go on after an epoch}
   *
   * @param history with the epoch as its last
   * @param learner as the epoch left it
   */
  default Verdict epochEnded(History history, Learner learner) {
    return Verdict.CONTINUE;
  }

  /**
   * Told once when training has ended, whatever ended it: the place to set the weights back.
   *
   * @param history of all epochs, with the reason; it may have none
   * @param learner as the last of them left it
   */
  default void trainingEnded(History history, Learner learner) {}
}
