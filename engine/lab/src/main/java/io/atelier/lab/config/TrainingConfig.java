package io.atelier.lab.config;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.atelier.data.Given;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Callback;
import io.atelier.lab.setting.Bound;
import java.util.List;

/**
 * How a run's network is trained; {@link Bound} has the ranges of the numbers.
 *
 * @param optimizer moves the weights
 * @param loss what is made small
 * @param metrics what is watched beside it
 * @param batchSize examples a step
 * @param epochs at most
 * @param seed of initial weights, dropout and order
 * @param callbacks told of every epoch, in order
 * @param from the run or checkpoint whose weights training begins with; empty for drawn ones
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TrainingConfig(
    Optimizer optimizer,
    Loss loss,
    List<Metric> metrics,
    int batchSize,
    int epochs,
    long seed,
    List<Callback> callbacks,
    String from) {

  /**
   * @throws IllegalArgumentException if a number is out of its range, two metrics have one name, or
   *     anything is null
   */
  public TrainingConfig {
    Given.required(
        optimizer, "training", "an optimizer", "give one such as {\"class_name\": \"Adam\"}");
    Given.required(
        loss, "training", "a loss", "give one such as {\"class_name\": \"MeanSquaredError\"}");
    metrics = Given.list(metrics, "training", "metrics");
    callbacks = Given.list(callbacks, "training", "callbacks");
    Given.required(from, "training", "from", "use \"\" for weights that are drawn");
    Bound.BATCH_SIZE.require(batchSize);
    Bound.EPOCHS.require(epochs);
    var unused = new Training(optimizer, loss, metrics, batchSize, seed, true);
  }

  /** Without callbacks, from weights that are drawn. */
  public TrainingConfig(
      Optimizer optimizer, Loss loss, List<Metric> metrics, int batchSize, int epochs, long seed) {
    this(optimizer, loss, metrics, batchSize, epochs, seed, List.of(), "");
  }

  /** {@return the same training with another optimizer} */
  public TrainingConfig with(Optimizer other) {
    return new TrainingConfig(other, loss, metrics, batchSize, epochs, seed, callbacks, from);
  }

  /** {@return the same training of another number of epochs} */
  public TrainingConfig withEpochs(int other) {
    return new TrainingConfig(optimizer, loss, metrics, batchSize, other, seed, callbacks, from);
  }

  /** {@return the same training, from the weights of a run or checkpoint} */
  public TrainingConfig from(String other) {
    return new TrainingConfig(optimizer, loss, metrics, batchSize, epochs, seed, callbacks, other);
  }

  /** {@return the same training towards something else} */
  public TrainingConfig with(Objective other) {
    return new TrainingConfig(
        optimizer, other.loss(), other.metrics(), batchSize, epochs, seed, callbacks, from);
  }

  /** {@return the names of the metrics, in order} */
  public List<String> metricNames() {
    return metrics.stream().map(Metric::name).toList();
  }

  /** {@return the engine's form of it} */
  public Training training() {
    return new Training(optimizer, loss, metrics, batchSize, seed, true);
  }
}
