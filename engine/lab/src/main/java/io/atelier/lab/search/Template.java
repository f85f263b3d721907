package io.atelier.lab.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.atelier.engine.search.Combination;
import io.atelier.engine.search.Interval;
import io.atelier.lab.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of which some are still to be chosen, and what fills them in.
 *
 * @param settings as JSON; at each place to fill in stands {@code {"same": "its name"}}
 * @param points what may stand at these places, by name
 */
record Template(ObjectNode settings, Map<String, Point> points) {
  static final String CHOICES = "choices";
  static final String CONDITIONS = "conditions";
  static final String OBJECTIVE = "objective";
  static final String TRIALS = "trials";

  /** What a space says beside the settings of its trials. */
  static final Set<String> OWN = Set.of(CHOICES, CONDITIONS, OBJECTIVE, TRIALS);

  static final String SAME = "same";
  static final String TEXT = "text";
  static final String REPEAT = "repeat";

  /** What is repeated. */
  static final List<String> BODIES = List.of("of", "layer", "layers");

  static final Pattern NAMED = Pattern.compile("\\{([^{}]+)}");
  private static final String CLASS = "class_name";
  private static final String CONFIG = "config";
  private static final String NAME = "name";

  static boolean isSame(JsonNode json) {
    return json.isObject() && json.size() == 1 && json.has(SAME);
  }

  static boolean isText(JsonNode json) {
    return json.isObject() && json.size() == 1 && json.has(TEXT);
  }

  static boolean isRepeat(JsonNode json) {
    return json.isObject() && json.has(REPEAT);
  }

  /** {@return what a repetition repeats} */
  static JsonNode body(JsonNode repeat) {
    return BODIES.stream().map(repeat::get).filter(it -> it != null).findFirst().orElseThrow();
  }

  /** {@return a number as a JSON parser would read it} */
  static JsonNode number(BigDecimal number) {
    if (number.stripTrailingZeros().scale() > 0 || number.precision() - number.scale() > 18) {
      return DoubleNode.valueOf(number.doubleValue());
    }
    long whole = number.longValueExact();
    return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
  }

  /** {@return the largest number that is drawn from an interval} */
  static JsonNode high(Interval interval) {
    return number(
        BigDecimal.valueOf(interval.whole() ? Math.floor(interval.high()) : interval.high()));
  }

  /**
   * {@return the settings of a combination}
   *
   * @throws IllegalArgumentException if it does not have a value for every place
   */
  ObjectNode filled(Combination combination) {
    ObjectNode all = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> entry : settings.properties()) {
      if (!OWN.contains(entry.getKey())) {
        all.set(entry.getKey(), filled(entry.getValue(), combination));
      }
    }
    return all;
  }

  private JsonNode filled(JsonNode json, Combination combination) {
    if (isSame(json)) {
      return chosen(json.get(SAME).asText(), combination);
    }
    if (isText(json)) {
      return TextNode.valueOf(text(json.get(TEXT), combination));
    }
    if (json.isArray()) {
      return list(json, combination);
    }
    if (!json.isObject()) {
      return json;
    }
    ObjectNode object = Json.MAPPER.createObjectNode();
    json.properties()
        .forEach(entry -> object.set(entry.getKey(), filled(entry.getValue(), combination)));
    return object;
  }

  private JsonNode chosen(String name, Combination combination) {
    return filled(points.get(name).value(combination.values().get(name)), combination);
  }

  private String text(JsonNode written, Combination combination) {
    if (written.isTextual()) {
      return NAMED
          .matcher(written.asText())
          .replaceAll(
              found -> Matcher.quoteReplacement(chosen(found.group(1), combination).asText()));
    }
    StringBuilder joined = new StringBuilder();
    list(written, combination).forEach(part -> joined.append(text(part, combination)));
    return joined.toString();
  }

  private ArrayNode list(JsonNode json, Combination combination) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    for (JsonNode element : json) {
      if (isRepeat(element)) {
        repeat(element, combination, list);
      } else {
        list.add(filled(element, combination));
      }
    }
    return list;
  }

  private void repeat(JsonNode element, Combination combination, ArrayNode into) {
    JsonNode times = filled(element.get(REPEAT), combination);
    if (!times.isIntegralNumber() || times.asLong() < 0 || times.asLong() > 1000) {
      throw PointReader.wrong(REPEAT, "a whole number from 0 to 1000", times, "say how many times");
    }
    JsonNode body = body(element);
    JsonNode all = body.isArray() ? body : Json.MAPPER.createArrayNode().add(body);
    for (int number = 1; number <= times.asInt(); number++) {
      for (JsonNode one : list(all, combination)) {
        into.add(numbered(one, number));
      }
    }
  }

  /** Layers of one model need different names. */
  private static JsonNode numbered(JsonNode layer, int number) {
    if (layer.has(CLASS) && layer.path(CONFIG).path(NAME).isTextual()) {
      ObjectNode config = (ObjectNode) layer.get(CONFIG);
      config.put(NAME, config.get(NAME).asText() + "_" + number);
    }
    return layer;
  }
}
