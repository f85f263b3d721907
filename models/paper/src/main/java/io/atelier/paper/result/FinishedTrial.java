package io.atelier.paper.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training within a search; its scores are the last epoch's.
 *
 * @param number of the trial
 * @param parameters what was tried, by name
 * @param valAccuracy on the development set
 * @param valLoss on the development set
 * @param accuracy on the training set
 * @param loss on the training set
 * @param epochs it ran
 * @param seconds it took
 */
public record FinishedTrial(
    int number,
    Map<String, String> parameters,
    @JsonProperty("val_accuracy") double valAccuracy,
    @JsonProperty("val_loss") double valLoss,
    double accuracy,
    double loss,
    int epochs,
    double seconds) {
  /** Keeps the parameters in their order. */
  public FinishedTrial {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
