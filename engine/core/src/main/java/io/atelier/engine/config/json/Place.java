package io.atelier.engine.config.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A value in a JSON text.
 *
 * @param path where it stands: {@code config.layers[3].config.units}; empty for the whole
 * @param json the value
 */
public record Place(String path, JsonNode json) {
  private static final int SHOWN = 100;
  private static final Pattern WORD = Pattern.compile("\\w+");

  /** {@return the value of a key, which may be missing} */
  public Place at(String key) {
    String name = WORD.matcher(key).matches() ? key : TextNode.valueOf(key).toString();
    return new Place(path.isEmpty() ? name : path + "." + name, json.path(key));
  }

  /** {@return the keys of an object, in its order; none of anything else} */
  public List<String> keys() {
    return json.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** {@return an element of an array} */
  public Place at(int index) {
    return new Place(path + "[" + index + "]", json.get(index));
  }

  /** {@return the elements of an array; none of anything else} */
  public List<Place> elements() {
    return IntStream.range(0, json.isArray() ? json.size() : 0).mapToObj(this::at).toList();
  }

  /** {@return whether there is no value, or null} */
  public boolean isEmpty() {
    return json.isMissingNode() || json.isNull();
  }

  /** {@return the error of a value that cannot be understood} */
  public IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException(path.isEmpty() ? message : path + ": " + message);
  }

  /** {@return the error of a value of the wrong kind} */
  public IllegalArgumentException needs(String what, String cure) {
    return wrong("it needs %s, got %s; %s".formatted(what, shown(), cure));
  }

  /** {@return the value as messages show it} */
  public String shown() {
    if (json.isMissingNode()) {
      return "nothing";
    }
    String text = json.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
