package io.atelier.lab.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.atelier.lab.json.Json;
import java.util.List;
import java.util.Map;

/** Settings laid over settings, as JSON. */
public final class Overlay {
  /** An object with this key is one thing, such as an optimizer: it is replaced, not mixed. */
  private static final String WHOLE = "class_name";

  private Overlay() {}

  /**
   * {@return settings with others over them: objects are laid over objects key by key, everything
   * else takes the place of what was there}
   */
  public static ObjectNode over(ObjectNode below, ObjectNode above) {
    ObjectNode both = below.deepCopy();
    for (Map.Entry<String, JsonNode> entry : above.properties()) {
      boolean mixed =
          both.get(entry.getKey()) instanceof ObjectNode
              && entry.getValue() instanceof ObjectNode
              && !entry.getValue().has(WHOLE);
      both.set(
          entry.getKey(),
          mixed
              ? over((ObjectNode) both.get(entry.getKey()), (ObjectNode) entry.getValue())
              : entry.getValue().deepCopy());
    }
    return both;
  }

  /**
   * {@return settings with one changed}
   *
   * @param path keys with points between them, {@code training.optimizer.learning_rate}; a step
   *     into the config of a layer or an optimizer needs no {@code config}, and a number counts in
   *     a list from 0
   * @throws IllegalArgumentException if there is no such setting; the message lists those there are
   */
  public static ObjectNode set(ObjectNode settings, String path, JsonNode value) {
    ObjectNode changed = settings.deepCopy();
    List<String> keys = List.of(path.split("\\.", -1));
    JsonNode holder = changed;
    for (String key : keys.subList(0, keys.size() - 1)) {
      holder = step(inside(holder, key), path, key);
    }
    String last = keys.get(keys.size() - 1);
    holder = inside(holder, last);
    var unused = step(holder, path, last);
    if (holder instanceof ArrayNode list) {
      list.set(Integer.parseInt(last), value);
    } else {
      ((ObjectNode) holder).set(last, value);
    }
    return changed;
  }

  /** {@return the value that a text says: JSON, or else the text itself} */
  public static JsonNode value(String text) {
    try {
      JsonNode read = Json.MAPPER.readTree(text);
      return read.isMissingNode() ? TextNode.valueOf(text) : read;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  private static JsonNode inside(JsonNode at, String key) {
    return at.has(WHOLE) && !at.has(key) && at.get("config") != null ? at.get("config") : at;
  }

  private static JsonNode step(JsonNode at, String path, String key) {
    JsonNode next =
        at.isArray() && key.matches("\\d{1,6}") ? at.get(Integer.parseInt(key)) : at.get(key);
    if (next == null) {
      throw new IllegalArgumentException(
          "--set needs the path of a setting, got '%s': there is no '%s', but %s"
              .formatted(path, key, there(at)));
    }
    return next;
  }

  private static String there(JsonNode at) {
    if (at.isArray()) {
      return "a list of %s, counted from 0".formatted(Integer.toString(at.size()));
    }
    return at.isObject()
        ? String.join(", ", at.properties().stream().map(Map.Entry::getKey).toList())
        : "only the value " + at;
  }
}
