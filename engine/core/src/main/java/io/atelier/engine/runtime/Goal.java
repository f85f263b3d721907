package io.atelier.engine.runtime;

import io.atelier.data.Given;
import io.atelier.engine.Float32;
import io.atelier.engine.Source;
import io.atelier.engine.layer.LayerNaming;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.metric.Metric;
import java.util.List;

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

  @Override
  public String toString() {
    return Source.of(this);
  }
}
