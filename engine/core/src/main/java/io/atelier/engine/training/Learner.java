package io.atelier.engine.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Something that can be trained for an epoch. */
public interface Learner {
  /**
   * {@return the quantities that every epoch will report, by Keras' names: {@code loss, accuracy,
   * val_loss} …; empty if that is not known before the first epoch has ended}
   */
  default List<String> quantities() {
    return List.of();
  }

  /**
   * Trains for one epoch and evaluates on the validation examples, if there are any.
   *
   * @param epoch 0-based
   * @param progress told after every chunk of steps; its verdict may end the epoch
   * @return empty if the epoch was ended before its last step
   */
  Optional<EpochResult> trainEpoch(int epoch, ProgressListener progress);

  /**
   * Ends a training, before listeners are told of its end: the place for what a learner does last,
   * such as taking averages of its weights.
   */
  default void endTraining() {}

  /**
   * {@return the learning rate of the next step}
   *
   * @throws UnsupportedOperationException if the learner has none
   */
  default double learningRate() {
    throw lacks("a learning rate");
  }

  /**
   * Makes a rate that of the next step and of those after it; where they follow a schedule, all are
   * multiplied alike.
   *
   * @param rate positive, a number that float32 holds
   * @throws IllegalArgumentException if it is none
   * @throws IllegalStateException if a schedule has come to a rate of 0, which no multiple raises
   * @throws UnsupportedOperationException if the learner has none
   */
  default void setLearningRate(double rate) {
    throw lacks("a learning rate that can be set");
  }

  /**
   * Writes weights, and all else that is needed to go on, into a new folder, whole or not at all:
   * of a program, optimizer slots, step number and what multiplies the learning rate.
   *
   * @throws IOException if the folder exists or cannot be written
   * @throws UnsupportedOperationException if the learner cannot be written
   */
  default void save(Path folder) throws IOException {
    throw lacks("weights that can be written");
  }

  private UnsupportedOperationException lacks(String what) {
    return new UnsupportedOperationException(
        "%s needs %s for this listener, got none; leave the listener out"
            .formatted(getClass().getSimpleName(), what));
  }

  /** Keeps a copy of the weights under a name, in place of an earlier one. */
  void keepWeights(String name);

  /** {@return whether a copy is kept under a name; true if the learner does not know} */
  default boolean hasKept(String name) {
    return true;
  }

  /**
   * Sets the weights to the copy kept under a name.
   *
   * @throws IllegalStateException if nothing was kept under it
   */
  void restoreWeights(String name);
}
