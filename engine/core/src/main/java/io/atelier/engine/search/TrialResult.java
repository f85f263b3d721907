package io.atelier.engine.search;

import io.atelier.data.Given;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a trial has given so far: the numbers of its last epoch.
 *
 * @param epochs finished
 * @param quantities by Keras' names: {@code loss}, {@code accuracy}, {@code val_loss} …
 * @param seconds of all epochs, validation included
 */
public record TrialResult(int epochs, Map<String, Double> quantities, double seconds) {
  /**
   * Keeps the order.
   *
   * @throws IllegalArgumentException if a quantity is null
   */
  public TrialResult {
    Given.required(quantities, "TrialResult", "quantities", "give those of the last epoch");
    quantities.forEach(
        (name, value) ->
            Given.required(value, "TrialResult", "a number for " + name, "leave it out"));
    quantities = Collections.unmodifiableMap(new LinkedHashMap<>(quantities));
  }

  /** Of a training that watched how many classes were right. */
  public TrialResult(
      int epochs,
      double loss,
      double accuracy,
      double validationLoss,
      double validationAccuracy,
      double seconds) {
    this(epochs, classes(loss, accuracy, validationLoss, validationAccuracy), seconds);
  }

  private static Map<String, Double> classes(
      double loss, double accuracy, double validationLoss, double validationAccuracy) {
    Map<String, Double> quantities = new LinkedHashMap<>();
    quantities.put("loss", loss);
    quantities.put("accuracy", accuracy);
    quantities.put("val_loss", validationLoss);
    quantities.put("val_accuracy", validationAccuracy);
    return quantities;
  }

  /**
   * {@return the result of a training}
   *
   * @throws IllegalStateException if no epoch was finished
   */
  public static TrialResult of(History history) {
    EpochResult last = history.last();
    Map<String, Double> quantities = new LinkedHashMap<>();
    last.quantities().forEach(name -> quantities.put(name, last.quantity(name).orElseThrow()));
    return new TrialResult(
        history.epochs().size(),
        quantities,
        history.epochs().stream().mapToLong(epoch -> epoch.took().toNanos()).sum() / 1e9);
  }

  /**
   * {@return a quantity}
   *
   * @throws IllegalArgumentException if it was not watched
   */
  public double quantity(String name) {
    Double value = quantities.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "TrialResult needs a watched quantity, one of %s, got %s; add it to the training's metrics"
              .formatted(quantities.keySet(), name));
    }
    return value;
  }

  /**
   * Requires numbers by which trials can be compared.
   *
   * @throws IllegalArgumentException if one is none; the message names it
   */
  void requireComparable() {
    require(epochs >= 1, "epochs", "at least 1", epochs);
    require(quantities.containsKey("loss"), "quantities", "a loss", quantities.size());
    quantities.forEach(
        (name, value) -> {
          boolean share = name.equals("accuracy") || name.equals("val_accuracy");
          if (share) {
            require(value >= 0 && value <= 1, name, "a share in [0, 1]", value);
          } else {
            require(Double.isFinite(value), name, "a finite number", value);
          }
        });
    require(seconds >= 0 && Double.isFinite(seconds), "seconds", "at least 0", seconds);
  }

  private static void require(boolean holds, String name, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException("%s needs %s, got %s".formatted(name, rule, value));
    }
  }

  /** {@return whether all quantities are finite numbers} */
  public boolean finite() {
    return quantities.values().stream().allMatch(Double::isFinite);
  }

  /** {@return why it is not finite: {@code loss NaN, validation loss NaN in epoch 3}} */
  String divergence() {
    StringBuilder why = new StringBuilder("loss ").append(quantities.get("loss"));
    if (quantities.containsKey("val_loss")) {
      why.append(", validation loss ").append(quantities.get("val_loss"));
    }
    quantities.forEach(
        (name, value) -> {
          if (!name.endsWith("loss") && !Double.isFinite(value)) {
            why.append(", ").append(name).append(' ').append(value);
          }
        });
    return why.append(" in epoch ").append(epochs).toString();
  }
}
