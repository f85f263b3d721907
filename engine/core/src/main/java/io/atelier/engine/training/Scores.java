package io.atelier.engine.training;

import io.atelier.data.Given;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How well a model did on some examples.
 *
 * @param loss mean over the examples
 * @param metrics value over the examples by metric name, in the order of the training's metrics; of
 *     several outputs, the loss of each first
 */
public record Scores(double loss, Map<String, Double> metrics) {
  /**
   * Keeps the order.
   *
   * @throws IllegalArgumentException if anything is null
   */
  public Scores {
    Given.required(metrics, "Scores", "metrics by name", "use Map.of() for none");
    metrics.forEach(
        (name, value) -> {
          Given.required(name, "Scores", "a name for every metric", "leave the nameless one out");
          Given.required(value, "Scores", "a value of " + name, "leave the metric out");
        });
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * {@return the metric {@code accuracy}}
   *
   * @throws IllegalArgumentException if it was not watched
   */
  public double accuracy() {
    return metric("accuracy");
  }

  /**
   * {@return the named metric; {@code loss} is the loss}
   *
   * @throws IllegalArgumentException if it was not watched
   */
  public double metric(String name) {
    if ("loss".equals(name)) {
      return loss;
    }
    Double value = metrics.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "Scores needs a watched metric, got "
              + name
              + "; add it to the training's metrics beside "
              + metrics.keySet());
    }
    return value;
  }

  /** {@return the names of the loss and the metrics, each behind {@code prefix}} */
  List<String> names(String prefix) {
    return Stream.concat(Stream.of("loss"), metrics.keySet().stream())
        .map(name -> prefix + name)
        .toList();
  }
}
