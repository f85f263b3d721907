package io.atelier.engine.metric;

import io.atelier.data.Given;

/** The name of a metric. */
final class MetricName {
  private MetricName() {}

  /** Requires a name that is not blank. */
  static void require(String who, String name) {
    Given.required(name, who, "a name", "choose one for histories and reports");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          who + " needs a name, got an empty one; choose one for histories and reports");
    }
  }
}
