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
 * @param classWeight how much examples of each class count in the loss
 * @param weightedMetrics what is watched with every example counting as much as in the loss
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
    ClassWeight classWeight,
    List<Metric> weightedMetrics,
    List<Callback> callbacks,
    String from) {

  /**
   * @throws IllegalArgumentException if a number is out of its range, two metrics have one name, a
   *     callback writes a file of the run or of another callback, or anything is null
   */
  public TrainingConfig {
    Given.required(
        optimizer, "training", "an optimizer", "give one such as {\"class_name\": \"Adam\"}");
    Given.required(
        loss, "training", "a loss", "give one such as {\"class_name\": \"MeanSquaredError\"}");
    metrics = Given.list(metrics, "training", "metrics");
    callbacks = Given.list(callbacks, "training", "callbacks");
    CallbackFiles.requireAnywhere(callbacks);
    Given.required(from, "training", "from", "use \"\" for weights that are drawn");
    Given.required(classWeight, "training", "a class_weight", "use {} for none");
    weightedMetrics = Given.list(weightedMetrics, "training", "weighted_metrics");
    Bound.BATCH_SIZE.require(batchSize);
    Bound.EPOCHS.require(epochs);
    var unused =
        new Training(optimizer, loss, metrics, batchSize, seed, true)
            .withWeightedMetrics(weightedMetrics.toArray(Metric[]::new));
  }

  /** All examples counting alike, without callbacks, from weights that are drawn. */
  public TrainingConfig(
      Optimizer optimizer, Loss loss, List<Metric> metrics, int batchSize, int epochs, long seed) {
    this(
        optimizer,
        loss,
        metrics,
        batchSize,
        epochs,
        seed,
        ClassWeight.NONE,
        List.of(),
        List.of(),
        "");
  }

  /** {@return the same training with another optimizer} */
  public TrainingConfig with(Optimizer other) {
    return new TrainingConfig(
        other,
        loss,
        metrics,
        batchSize,
        epochs,
        seed,
        classWeight,
        weightedMetrics,
        callbacks,
        from);
  }

  /** {@return the same training of another number of epochs} */
  public TrainingConfig withEpochs(int other) {
    return new TrainingConfig(
        optimizer,
        loss,
        metrics,
        batchSize,
        other,
        seed,
        classWeight,
        weightedMetrics,
        callbacks,
        from);
  }

  /** {@return the same training, from the weights of a run or checkpoint} */
  public TrainingConfig from(String other) {
    return new TrainingConfig(
        optimizer,
        loss,
        metrics,
        batchSize,
        epochs,
        seed,
        classWeight,
        weightedMetrics,
        callbacks,
        other);
  }

  /** {@return the same training towards something else} */
  public TrainingConfig with(Objective other) {
    return new TrainingConfig(
        optimizer,
        other.loss(),
        other.metrics(),
        batchSize,
        epochs,
        seed,
        classWeight,
        weightedMetrics,
        callbacks,
        from);
  }

  /** {@return the same training with classes that count otherwise} */
  public TrainingConfig with(ClassWeight other) {
    return new TrainingConfig(
        optimizer, loss, metrics, batchSize, epochs, seed, other, weightedMetrics, callbacks, from);
  }

  /** {@return the names of what is watched beside the loss, in order: weighted metrics last} */
  public List<String> metricNames() {
    return quantities(false).stream().skip(1).toList();
  }

  /**
   * {@return the names of what is reported after every epoch, the loss first}
   *
   * @param validated whether there are validation examples
   */
  public List<String> quantities(boolean validated) {
    return evenly().quantities(validated);
  }

  private Training evenly() {
    return new Training(optimizer, loss, metrics, batchSize, seed, true)
        .withWeightedMetrics(weightedMetrics.toArray(Metric[]::new));
  }

  /**
   * {@return the engine's form of it}
   *
   * @throws IllegalArgumentException if class weights are balanced and the data have not said yet
   *     which numbers these are
   */
  public Training training() {
    if (classWeight.balanced()) {
      throw new IllegalArgumentException(
          "training.class_weight needs numbers once a program is made, got \"balanced\"; say which data it is for: training.with(training.classWeight().of(dataSet))");
    }
    return evenly().with(classWeight.weights());
  }
}
