package io.atelier.lab.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.search.Interval;
import io.atelier.lab.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what a template says of a place at which trials differ: {@code {"choice": [1, 2]}}, {@code
 * {"choice": {"small": 1, "large": 9}}}, {@code {"range": [0, 1], "step": 0.25}}, {@code
 * {"log_range": [0.0001, 0.1]}}, each with a {@code "name"} if wanted.
 */
final class PointReader {
  private static final String CHOICE = "choice";
  private static final String RANGE = "range";
  private static final String LOG_RANGE = "log_range";
  private static final String STEP = "step";
  private static final String NAME = "name";
  private static final List<String> KINDS = List.of(CHOICE, RANGE, LOG_RANGE);

  /** More are meant to be drawn, not listed. */
  private static final int MOST_VALUES = 10_000;

  private PointReader() {}

  /** {@return whether JSON is about such a place} */
  static boolean reads(JsonNode json) {
    return json.isObject() && KINDS.stream().anyMatch(json::has);
  }

  /**
   * {@return the place}
   *
   * @param path of it in the template; its name if it is given none
   * @throws IllegalArgumentException if it says something that cannot be meant
   */
  static Point read(String path, JsonNode json) {
    Set<String> keys = new TreeSet<>();
    json.fieldNames().forEachRemaining(keys::add);
    JsonNode given = json.get(NAME);
    if (given != null && (!given.isTextual() || given.asText().isBlank())) {
      throw wrong(path, "a text as its name", given, "write \"name\": \"units\"");
    }
    String name = given == null ? path : given.asText();
    keys.remove(NAME);
    if (keys.equals(Set.of(CHOICE))) {
      return new Point(name, choice(path, json.get(CHOICE)), Optional.empty());
    }
    if (keys.equals(Set.of(RANGE)) || keys.equals(Set.of(RANGE, STEP))) {
      return range(path, name, bounds(path, json.get(RANGE)), json.get(STEP));
    }
    if (keys.equals(Set.of(LOG_RANGE))) {
      return drawn(path, name, bounds(path, json.get(LOG_RANGE)), true);
    }
    throw wrong(
        path,
        "one of choice, range (with a step if wanted) and log_range, and a name if wanted",
        keys,
        "leave out the others");
  }

  private static Map<String, JsonNode> choice(String path, JsonNode all) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    if (all.isObject()) {
      all.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    } else if (all.isArray()) {
      for (JsonNode value : all) {
        values.put(text(value), value);
      }
    } else {
      throw wrong(path, "a list of values to choose from", all, "write {\"choice\": [1, 2]}");
    }
    if (values.isEmpty() || values.size() < all.size()) {
      throw wrong(
          path, "at least one value and none twice", all, "give a list of different values");
    }
    if (values.keySet().stream().anyMatch(String::isBlank)) {
      throw wrong(
          path,
          "values that are not empty texts",
          all,
          "give the empty one a name: {\"choice\": {\"none\": \"\"}}");
    }
    return values;
  }

  /** {@return how a value is written in tables} */
  private static String text(JsonNode value) {
    try {
      return value.isValueNode() ? value.asText() : Json.line(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode bounds(String path, JsonNode bounds) {
    boolean two = bounds.isArray() && bounds.size() == 2;
    if (!two
        || !bounds.get(0).isNumber()
        || !bounds.get(1).isNumber()
        || bounds.get(0).decimalValue().compareTo(bounds.get(1).decimalValue()) >= 0) {
      throw wrong(path, "a low number and a higher one", bounds, "write [1, 4]");
    }
    return bounds;
  }

  private static Point range(String path, String name, JsonNode bounds, JsonNode step) {
    if (step == null && !whole(bounds)) {
      return drawn(path, name, bounds, false);
    }
    if (step != null && (!step.isNumber() || step.decimalValue().signum() <= 0)) {
      throw wrong(path, "a step above 0", step, "write \"step\": 2, or leave it out");
    }
    BigDecimal width = step == null ? BigDecimal.ONE : step.decimalValue();
    BigDecimal low = bounds.get(0).decimalValue();
    BigDecimal steps =
        bounds.get(1).decimalValue().subtract(low).divide(width, 0, RoundingMode.FLOOR);
    if (steps.compareTo(BigDecimal.valueOf(MOST_VALUES)) >= 0) {
      throw wrong(
          path,
          "at most %s values".formatted(Integer.toString(MOST_VALUES)),
          steps.toBigInteger(),
          "give a larger step, or a log_range, from which values are drawn");
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (int i = 0; i <= steps.intValueExact(); i++) {
      JsonNode value = Template.number(low.add(width.multiply(BigDecimal.valueOf(i))));
      values.put(value.asText(), value);
    }
    return new Point(name, values, Optional.empty());
  }

  private static boolean whole(JsonNode bounds) {
    return bounds.get(0).isIntegralNumber() && bounds.get(1).isIntegralNumber();
  }

  private static Point drawn(String path, String name, JsonNode bounds, boolean logarithmic) {
    double low = bounds.get(0).doubleValue();
    double high = bounds.get(1).doubleValue();
    if (logarithmic && low <= 0) {
      throw wrong(
          path, "a log_range of numbers above 0", bounds, "raise the first, or use a range");
    }
    return new Point(
        name, Map.of(), Optional.of(new Interval(name, low, high, logarithmic, whole(bounds))));
  }

  /** {@return the error of a place that says something that cannot be meant} */
  static IllegalArgumentException wrong(String path, String rule, Object got, String cure) {
    return new IllegalArgumentException("%s needs %s, got %s; %s".formatted(path, rule, got, cure));
  }
}
