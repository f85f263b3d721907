package io.atelier.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.SnakeCase;
import io.atelier.engine.config.json.Place;
import io.atelier.engine.config.spec.FixedKeys;
import io.atelier.engine.config.spec.KerasName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads constants: {@code "relu"}, or what Keras has written for it as an object. */
final class EnumForm {
  private EnumForm() {}

  /**
   * {@return the constant}
   *
   * @throws IllegalArgumentException if there is none of this name, or an object has a setting that
   *     the constant has not
   */
  static Object read(Class<?> type, Place place) {
    JsonNode json = place.json();
    if (!json.isObject()) {
      if (!json.isTextual()) {
        throw place.needs("one of " + names(type), "choose one of them");
      }
      return found(type, json.textValue())
          .orElseThrow(
              () ->
                  place.needs(
                      "one of " + names(type),
                      "the nearest is " + nearest(type, json.textValue())));
    }
    Place name = place.at("class_name");
    Place config = place.at("config");
    if (config.json().isTextual()) {
      return read(type, config);
    }
    if (name.json().isTextual() && name.json().textValue().equals(type.getSimpleName())) {
      return read(type, config.at(SnakeCase.of(type.getSimpleName())));
    }
    Enum<?> constant = (Enum<?>) read(type, name);
    if (!config.isEmpty()) {
      requirePlain(constant, config);
    }
    return constant;
  }

  /** Requires settings as those of a constant are. */
  static void requirePlain(Enum<?> constant, Place config) {
    String who = KerasName.of(constant);
    FixedKeys fixed = FixedKeys.of(KerasName.annotation(constant).orElse(null));
    for (String key : config.keys()) {
      Place value = config.at(key);
      if (key.equals("dtype")) {
        DtypePolicy.require(who, value);
      } else if (!List.of("name", "trainable").contains(key) && !fixed.take(who, key, value)) {
        Unknown.require(who, key, value, List.copyOf(fixed.written().keySet()));
      }
    }
  }

  /** {@return the constant of a name} */
  static Optional<Enum<?>> found(Class<?> type, String name) {
    return constants(type).stream()
        .filter(
            constant ->
                KerasName.all(constant).stream()
                    .anyMatch(own -> KerasName.loose(own).equals(KerasName.loose(name))))
        .<Enum<?>>map(constant -> constant)
        .findFirst();
  }

  private static List<? extends Enum<?>> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(constant -> (Enum<?>) constant).toList();
  }

  private static String names(Class<?> type) {
    return constants(type).stream().map(KerasName::of).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String nearest(Class<?> type, String name) {
    return Specs.nearest(constants(type).stream().map(KerasName::of).toList(), name);
  }
}
