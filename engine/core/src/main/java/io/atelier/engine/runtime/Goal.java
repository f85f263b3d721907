package io.atelier.engine.runtime;

import io.atelier.data.Given;
import io.atelier.engine.Float32;
import io.atelier.engine.Source;
import io.atelier.engine.layer.LayerNaming;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.metric.Metric;
import java.util.List;
import java.util.Optional;

/**
 * What one of several outputs is trained towards.
 *
 * @param output name of the model's output; the examples' targets have it too
 * @param loss what is made small
 * @param metrics what is watched beside it
 * @param weight of the loss in the sum of all, a finite number from 0
 */
public record Goal(String output, Loss loss, List<Metric> metrics, double weight) {
  /**
   * @throws IllegalArgumentException if the name is none of an output, the weight is below 0 or no
   *     number that float32 holds, or anything is null
   */
  public Goal {
    Given.required(output, "Goal", "an output", "name one of the model's outputs");
    Given.required(loss, "Goal", "a loss", "give one such as new MeanSquaredError()");
    metrics = Given.list(metrics, "Goal", "metrics");
    Float32.require("Goal", "a weight", weight);
    if (!LayerNaming.fits(output)) {
      throw new IllegalArgumentException(
          "Goal needs an output named with letters, digits, '_', '.' or '-', got \"%s\"; give the name of one of the model's"
              .formatted(output));
    }
    if (!(weight >= 0)) {
      throw new IllegalArgumentException(
          "Goal needs a weight from 0, got %s; give 0 to a loss that is only watched"
              .formatted(weight));
    }
  }

  /** Counting 1. */
  public Goal(String output, Loss loss, Metric... metrics) {
    this(output, loss, List.of(metrics), 1);
  }

  /** Requires what a training has beside several goals to be that of the first of them. */
  static void requireFirst(
      List<Goal> goals,
      Loss loss,
      List<Metric> metrics,
      Optional<String> output,
      ClassWeights classWeights,
      List<Metric> weightedMetrics) {
    if (goals.isEmpty()) {
      return;
    }
    Goal first = goals.get(0);
    if (!first.loss().equals(loss)
        || !first.metrics().equals(metrics)
        || !output.equals(Optional.of(first.output()))) {
      throw new IllegalArgumentException(
          "Training needs loss, metrics and output of the first of several goals, got %s, %s and %s beside %s; use Training.towards"
              .formatted(loss, metrics, output, first));
    }
    if (!classWeights.equals(ClassWeights.NONE) || !weightedMetrics.isEmpty()) {
      throw new IllegalArgumentException(
          "Training needs one output for class weights and weighted metrics, got %s goals; weigh the examples, which counts for every output"
              .formatted(goals.size()));
    }
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
