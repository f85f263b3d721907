package io.atelier.lab.report;

import io.atelier.engine.training.History;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training that ended, as its folder tells of it.
 *
 * @param report what it gave
 * @param history its epochs
 * @param settings by name
 * @param summary the network as Keras prints it
 */
public record FinishedRun(
    Report report, History history, Map<String, String> settings, String summary) {
  /** Keeps the settings in their order. */
  public FinishedRun {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
