package io.atelier.engine.runtime;

import io.atelier.engine.Source;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.Optimizer;
import java.util.List;

/**
 * How a model is trained.
 *
 * @param optimizer moves the weights
 * @param loss what is made small
 * @param metrics what is watched beside it
 * @param batchSize examples a step, at least 1; the last batch of an epoch may be smaller
 * @param seed of initial weights, dropout and the order of examples
 * @param shuffle whether every epoch has an order of its own
 */
public record Training(
    Optimizer optimizer,
    Loss loss,
    List<Metric> metrics,
    int batchSize,
    long seed,
    boolean shuffle) {
  /**
   * @throws IllegalArgumentException if {@code batchSize} is below 1
   */
  public Training {
    metrics = List.copyOf(metrics);
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "Training needs batches of at least 1 example, got "
              + batchSize
              + "; give a positive batch size");
    }
  }

  /** {@return sparse categorical cross-entropy and accuracy, shuffled, seed 0} */
  public static Training of(Optimizer optimizer, int batchSize) {
    return new Training(
        optimizer,
        new SparseCategoricalCrossEntropy(),
        List.of(new Accuracy()),
        batchSize,
        0,
        true);
  }

  /** {@return the same training with another seed} */
  public Training withSeed(long other) {
    return new Training(optimizer, loss, metrics, batchSize, other, shuffle);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
