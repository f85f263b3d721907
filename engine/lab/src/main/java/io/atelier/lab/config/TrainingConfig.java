package io.atelier.lab.config;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.atelier.data.Given;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.runtime.Training;
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
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TrainingConfig(
    Optimizer optimizer, Loss loss, List<Metric> metrics, int batchSize, int epochs, long seed) {

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
    Bound.BATCH_SIZE.require(batchSize);
    Bound.EPOCHS.require(epochs);
    var unused = new Training(optimizer, loss, metrics, batchSize, seed, true);
  }

  /** {@return the same training with another optimizer} */
  public TrainingConfig with(Optimizer other) {
    return new TrainingConfig(other, loss, metrics, batchSize, epochs, seed);
  }

  /** {@return the same training towards something else} */
  public TrainingConfig with(Objective other) {
    return new TrainingConfig(optimizer, other.loss(), other.metrics(), batchSize, epochs, seed);
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
