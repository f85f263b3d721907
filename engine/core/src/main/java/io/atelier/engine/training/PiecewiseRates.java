package io.atelier.engine.training;

import io.atelier.data.Given;
import io.atelier.engine.Float32;
import io.atelier.engine.Source;
import java.util.List;

/**
 * A table of learning rates by epoch: {@code new PiecewiseRates(List.of(10, 20), List.of(0.1, 0.01,
 * 0.001))} has 0.1 in the first ten epochs, then 0.01, and from the 21st 0.001. As a setting:
 *
 * <pre>{@code
 * {"class_name": "PiecewiseRates", "config": {"boundaries": [10, 20], "values": [0.1, 0.01, 0.001]}}
 * }</pre>
 *
 * <p>Keras has no such callback: its {@code LearningRateScheduler} takes a function, which no file
 * holds; see {@link LearningRateSchedule}.
 *
 * @param boundaries epochs, 0-based, with which the next rate begins; at least 1, ascending
 * @param values rates, positive, one more than boundaries
 */
public record PiecewiseRates(List<Integer> boundaries, List<Double> values)
    implements LearningRateSchedule, Callback {
  /**
   * @throws IllegalArgumentException if boundaries do not ascend from at least 1, there are not as
   *     many rates, or one is not positive
   */
  public PiecewiseRates {
    boundaries = Given.list(boundaries, "PiecewiseRates", "boundaries");
    values = Given.list(values, "PiecewiseRates", "values");
    if (values.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          "PiecewiseRates needs one value more than boundaries, got %s and %s; give the rate before the first boundary too"
              .formatted(values.size(), boundaries.size()));
    }
    int before = 0;
    for (int boundary : boundaries) {
      if (boundary <= before) {
        throw new IllegalArgumentException(
            "PiecewiseRates needs boundaries that ascend from 1 or more, got %s; put them in order"
                .formatted(boundaries));
      }
      before = boundary;
    }
    for (double value : values) {
      Float32.require("PiecewiseRates", "values", value);
      if (!(value > 0)) {
        throw new IllegalArgumentException(
            "PiecewiseRates needs positive values, got %s; give rates above 0".formatted(value));
      }
    }
  }

  @Override
  public double rate(int epoch, double rate) {
    int piece = 0;
    while (piece < boundaries.size() && epoch >= boundaries.get(piece)) {
      piece++;
    }
    return values.get(piece);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
