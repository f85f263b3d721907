package io.atelier.lab.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What earlier versions wrote about searches, as it is written now. */
final class EarlierForms {
  private static final Map<String, String> QUANTITIES = new LinkedHashMap<>();

  static {
    QUANTITIES.put("loss", "loss");
    QUANTITIES.put("accuracy", "accuracy");
    QUANTITIES.put("validationLoss", "val_loss");
    QUANTITIES.put("validationAccuracy", "val_accuracy");
  }

  private static final Set<String> KEYS = Set.of("network", "trials", "patience", "dimensions");

  private EarlierForms() {}

  /**
   * {@return a space as a template} Earlier ones named a kind of network, and the values of its
   * settings.
   */
  static ObjectNode space(ObjectNode json) {
    if (!json.path("dimensions").isObject() || !json.path("network").isTextual()) {
      return json;
    }
    ObjectNode template = SpaceFile.named(json.get("network").asText()).deepCopy();
    if (json.has("trials")) {
      template.set(Template.TRIALS, json.get("trials"));
    }
    if (json.has("patience")) {
      template.withObject("stopping").set("patience", json.get("patience"));
    }
    ObjectNode choices = Json.MAPPER.createObjectNode();
    json.get("dimensions")
        .properties()
        .forEach(it -> choices.putObject(it.getKey()).set("choice", values(it.getValue())));
    template.set(Template.CHOICES, choices);
    // What no earlier form had is refused with all that a template does not have.
    json.properties().stream()
        .filter(it -> !KEYS.contains(it.getKey()))
        .forEach(it -> template.set(it.getKey(), it.getValue()));
    return template;
  }

  /** Squares were written as {@code 3x3}. */
  private static JsonNode values(JsonNode list) {
    ObjectNode named = Json.MAPPER.createObjectNode();
    for (JsonNode value : list) {
      String text = value.asText();
      if (!value.isTextual()) {
        return list;
      }
      named.set(
          text,
          text.matches("(\\d{1,4})x\\1")
              ? Template.number(new BigDecimal(text.substring(0, text.indexOf('x'))))
              : Point.isNumber(text) ? Template.number(new BigDecimal(text)) : value);
    }
    return named.properties().stream().allMatch(it -> it.getValue().isTextual()) ? list : named;
  }

  /** {@return the settings of a search with its space as a template} */
  static ObjectNode settings(ObjectNode json) {
    ObjectNode now = json.deepCopy();
    if (now.get("space") instanceof ObjectNode space) {
      now.set("space", space(space));
    }
    return now;
  }

  /** {@return an event whose result has its quantities by Keras' names} */
  static ObjectNode event(ObjectNode json) {
    if (!(json.get("result") instanceof ObjectNode result) || result.has("quantities")) {
      return json;
    }
    ObjectNode now = json.deepCopy();
    ObjectNode quantities = Json.MAPPER.createObjectNode();
    ObjectNode moved = now.withObject("result");
    QUANTITIES.forEach(
        (before, name) -> {
          JsonNode value = moved.remove(before);
          if (value == null) {
            throw new IllegalArgumentException("setting 'result.%s' is missing".formatted(before));
          }
          quantities.set(name, value);
        });
    moved.set("quantities", quantities);
    return now;
  }

  /** {@return what was best, with its objective} */
  static ObjectNode best(ObjectNode json) {
    ObjectNode now = json.deepCopy();
    JsonNode accuracy = now.remove("validationAccuracy");
    if (accuracy != null && !now.has("objective")) {
      now.put("objective", "val_accuracy").set("value", accuracy);
    }
    return now;
  }
}
