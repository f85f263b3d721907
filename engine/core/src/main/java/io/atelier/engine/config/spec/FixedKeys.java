package io.atelier.engine.config.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.Keras;
import io.atelier.engine.config.json.JsonText;
import io.atelier.engine.config.json.Place;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings of Keras that the engine has not.
 *
 * @param written with the value that is written
 * @param accepted all values that are read; for a key that is not here, any
 * @param ignored keys of which any value is read
 */
public record FixedKeys(
    Map<String, JsonNode> written, Map<String, List<JsonNode>> accepted, Set<String> ignored) {
  /** {@return those of a class or constant; of none, none} */
  public static FixedKeys of(Keras keras) {
    FixedKeys keys = new FixedKeys(new LinkedHashMap<>(), new LinkedHashMap<>(), new HashSet<>());
    if (keras != null) {
      for (String line : keras.fixed()) {
        keys.written.put(key(line), values(line).get(0));
        keys.accepted.put(key(line), values(line));
      }
      for (String line : keras.formerly()) {
        keys.accepted.put(key(line), values(line));
      }
      for (String line : keras.ignored()) {
        keys.ignored.add(key(line));
        if (line.contains(":")) {
          keys.written.put(key(line), values(line).get(0));
        }
      }
    }
    return keys;
  }

  private static String key(String line) {
    return line.contains(":") ? line.substring(0, line.indexOf(':')) : line;
  }

  private static List<JsonNode> values(String line) {
    return Arrays.stream(line.substring(line.indexOf(':') + 1).split("\\|"))
        .map(JsonText::quoted)
        .toList();
  }

  public void write(ObjectNode config) {
    config.setAll(written);
  }

  /**
   * {@return whether these are about a key}
   *
   * @throws IllegalArgumentException if it has another value
   */
  public boolean take(String who, String key, Place place) {
    List<JsonNode> values = accepted.get(key);
    if (values == null) {
      return ignored.contains(key);
    }
    if (!place.isEmpty() && values.stream().noneMatch(value -> same(value, place.json()))) {
      throw place.wrong(
          "%s needs %s to be %s, got %s; set it so or leave it out: the engine computes nothing else"
              .formatted(
                  who,
                  key,
                  values.stream().map(JsonNode::toString).collect(Collectors.joining(" or ")),
                  place.shown()));
    }
    return true;
  }

  /** {@return whether a setting that these are about is not used: missing, or as written} */
  public boolean leaves(String key, Place place) {
    return place.isEmpty()
        || accepted.getOrDefault(key, List.of()).stream()
            .anyMatch(value -> same(value, place.json()));
  }

  /** Numbers as numbers, one for a list of the same, a name for the object that has it. */
  private static boolean same(JsonNode fixed, JsonNode given) {
    if (fixed.isNumber() && given.isNumber()) {
      return fixed.doubleValue() == given.doubleValue();
    }
    if (fixed.isArray() && given.isArray() && fixed.size() == given.size()) {
      boolean same = true;
      for (int i = 0; i < fixed.size(); i++) {
        same &= same(fixed.get(i), given.get(i));
      }
      return same;
    }
    if (fixed.isArray() != given.isArray()) {
      JsonNode list = fixed.isArray() ? fixed : given;
      JsonNode one = fixed.isArray() ? given : fixed;
      boolean same = !list.isEmpty();
      for (JsonNode element : list) {
        same &= same(element, one);
      }
      return same;
    }
    String name = name(fixed);
    return name == null ? fixed.equals(given) : name.equals(name(given)) && !isSet(given);
  }

  /** A text, or the name of an object's class; null for anything else. */
  private static String name(JsonNode json) {
    JsonNode name = json.isObject() ? json.path("class_name") : json;
    return name.isTextual() ? KerasName.loose(name.textValue()) : null;
  }

  /** Whether an object's class is given more than its type of numbers. */
  private static boolean isSet(JsonNode json) {
    return json.path("config").properties().stream()
        .anyMatch(entry -> !entry.getKey().equals("dtype") && !entry.getValue().isNull());
  }
}
