package io.atelier.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.atelier.engine.config.json.Place;
import java.util.List;

/**
 * A spec as it is written, of which the name is found.
 *
 * @param place where the name stands
 * @param name of its class
 * @param config its settings
 * @param alone whether there is the name alone, {@code "mse"}
 */
record Found(Place place, String name, Place config, boolean alone) {
  /** What Keras writes around a config; all but the first three change no number. */
  private static final List<String> ENVELOPE =
      List.of(
          "class_name",
          "config",
          "registered_name",
          "module",
          "name",
          "build_config",
          "compile_config",
          "shared_object_id",
          "inbound_nodes",
          "keras_version",
          "backend");

  /**
   * {@return what a name or an object says}
   *
   * @param kind in words
   * @throws IllegalArgumentException if it is neither
   */
  static Found in(Place place, String kind) {
    JsonNode json = place.json();
    if (json.isTextual()) {
      return name(place);
    }
    if (!json.isObject()) {
      throw place.needs("an object with class_name and config", "write it as " + kind + " are");
    }
    Place className = place.at("class_name");
    if (!className.json().isTextual()) {
      throw className.needs("the name of a class", "write it as " + kind + " are");
    }
    String name = className.json().textValue();
    for (String key : place.keys()) {
      if (!ENVELOPE.contains(key)) {
        Unknown.require(name, key, place.at(key), ENVELOPE);
      }
    }
    Place config = place.at("config");
    if (config.json().isTextual()) {
      // A function: {"class_name": "function", "config": "mse"}.
      return name(config);
    }
    JsonNode registered = json.path("registered_name");
    boolean own = registered.isTextual() && registered.textValue().contains(">");
    return new Found(
        className,
        own ? registered.textValue() : name,
        config.isEmpty() ? nothing(config) : config,
        false);
  }

  private static Found name(Place place) {
    return new Found(place, place.json().textValue(), nothing(place), true);
  }

  private static Place nothing(Place place) {
    return new Place(place.path(), JsonNodeFactory.instance.objectNode());
  }

  /** {@return the same under another name} */
  Found named(String other) {
    return new Found(place, other, config, alone);
  }
}
