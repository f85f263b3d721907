package io.atelier.lab.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.DataSet;
import io.atelier.data.Given;
import io.atelier.engine.runtime.ClassWeights;
import io.atelier.lab.json.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * The setting {@code training.class_weight}: how much examples of each class count, {@code {"0":
 * 1.0, "1": 19.0}}; {@code "balanced"} for such weights that all classes of the data count alike,
 * by all examples of its training part: also those that a limit or a validation split leaves out,
 * which have nearly the same share of each class; {@code {}} for none.
 *
 * @param balanced whether the weights follow from the data
 * @param weights by class; none if they do
 */
public record ClassWeight(boolean balanced, ClassWeights weights) {
  /** All classes count 1. */
  public static final ClassWeight NONE = new ClassWeight(false, ClassWeights.NONE);

  private static final String BALANCED = "balanced";

  /**
   * @throws IllegalArgumentException if weights are null, or given beside balanced ones
   */
  public ClassWeight {
    Given.required(weights, "class_weight", "weights", "use {} for none");
    if (balanced && !weights.equals(ClassWeights.NONE)) {
      throw new IllegalArgumentException(
          "class_weight needs weights or \"balanced\", got both; give one of them");
    }
  }

  /** {@return the setting that JSON says} */
  @JsonCreator
  public static ClassWeight of(JsonNode json) {
    if (json.isTextual() && json.textValue().equals(BALANCED)) {
      return new ClassWeight(true, ClassWeights.NONE);
    }
    Map<Integer, Double> weights = new TreeMap<>();
    if (json.isObject()) {
      for (Map.Entry<String, JsonNode> entry : json.properties()) {
        if (!entry.getKey().matches("0|[1-9][0-9]{0,8}") || !entry.getValue().isNumber()) {
          throw wrong(json);
        }
        weights.put(Integer.valueOf(entry.getKey()), entry.getValue().doubleValue());
      }
    } else if (!json.isNull()) {
      throw wrong(json);
    }
    return new ClassWeight(false, new ClassWeights(weights));
  }

  private static IllegalArgumentException wrong(JsonNode json) {
    return new IllegalArgumentException(
        "class_weight needs weights by class number, got %s; give {\"0\": 1.0, \"1\": 5.0}, or \"balanced\""
            .formatted(json));
  }

  /** {@return as JSON} */
  @JsonValue
  public Object json() {
    if (balanced) {
      return BALANCED;
    }
    ObjectNode object = Json.MAPPER.createObjectNode();
    weights.byClass().forEach((number, weight) -> object.put(number.toString(), weight));
    return object;
  }

  /**
   * {@return the same setting; of balanced weights, the numbers that follow from the data}
   *
   * @param set whose training part is counted
   * @throws IllegalArgumentException if weights are balanced and not every example has one class
   */
  public ClassWeight of(DataSet set) {
    return balanced ? new ClassWeight(false, ClassWeights.balanced(counts(set))) : this;
  }

  private static int[] counts(DataSet set) {
    try {
      return set.countsPerClass(set.train());
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(
          "training.class_weight \"balanced\" needs data of one class for each example, got %s, which has %s; leave it out, or weigh the examples of a table by a column, --weights"
              .formatted(set.name(), set.classes() > 0 ? "several for some" : "numbers to predict"),
          e);
    }
  }
}
