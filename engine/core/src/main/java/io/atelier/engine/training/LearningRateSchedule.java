package io.atelier.engine.training;

/**
 * A learning rate for every epoch, set before its first step (Keras 3, {@code
 * callbacks/learning_rate_scheduler.py}): a function.
 *
 * <pre>{@code
 * LearningRateSchedule slower = (epoch, rate) -> epoch < 10 ? rate : rate * Math.exp(-0.1);
 * new Trainer(15, List.of(slower)).fit(program);
 * }</pre>
 *
 * <p>For a rate that changes with every step see {@link io.atelier.engine.optimizer.LearningRate}.
 * Beside one that does, it sets the rate of an epoch's first step, from which the optimizer's own
 * schedule goes on; Keras refuses that.
 */
@FunctionalInterface
public interface LearningRateSchedule extends TrainingListener {
  /**
   * {@return the rate of an epoch, positive}
   *
   * @param epoch 0-based
   * @param rate that the epoch would have otherwise
   */
  double rate(int epoch, double rate);

  @Override
  default void epochBegins(History history, Learner learner) {
    double now = learner.learningRate();
    double next = rate(history.epochs().size(), now);
    if (next != now) {
      learner.setLearningRate(next);
    }
  }
}
