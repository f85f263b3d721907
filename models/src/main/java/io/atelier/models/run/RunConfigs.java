package io.atelier.models.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a {@link RunConfig} from defaults, a file and flags, each over the one before. */
public final class RunConfigs {
  /** The model that is trained if none is named. */
  public static final String DEFAULT_MODEL = "cnn-medium-32-64";

  private RunConfigs() {}

  /**
   * {@return the settings that {@code chosen} leads to; what it does not say is the paper's
   * default}
   *
   * @param chosen settings by {@link RunConfig}'s names
   * @throws IllegalArgumentException if a name is unknown or a value out of range
   */
  public static RunConfig of(ObjectNode chosen) {
    requireValues(chosen);
    try {
      String model =
          chosen.has("model")
              ? Json.MAPPER.treeToValue(chosen.get("model"), String.class)
              : DEFAULT_MODEL;
      RunConfig.Kind optimizer =
          Json.MAPPER.treeToValue(chosen.get("optimizer"), RunConfig.Kind.class);
      ObjectNode all = Json.MAPPER.valueToTree(RunConfig.defaults(model, optimizer));
      all.setAll(chosen);
      return Json.MAPPER.treeToValue(all, RunConfig.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  private static void requireValues(ObjectNode chosen) {
    chosen
        .properties()
        .forEach(
            setting -> {
              if (setting.getValue().isNull()) {
                throw new IllegalArgumentException(
                    "setting '%s' needs a value, got null; leave it out for its default"
                        .formatted(setting.getKey()));
              }
            });
  }

  /** {@return the names of the settings in which two differ} */
  static String different(RunConfig one, RunConfig other) {
    ObjectNode settings = Json.MAPPER.valueToTree(one);
    ObjectNode others = Json.MAPPER.valueToTree(other);
    return settings.properties().stream()
        .filter(setting -> !setting.getValue().equals(others.get(setting.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }

  /** Adds a setting to those that are chosen, unless its value is null. */
  public static void choose(ObjectNode chosen, String name, Object value) {
    if (value != null) {
      chosen.set(name, Json.MAPPER.valueToTree(value));
    }
  }

  /**
   * {@return the settings a file says}
   *
   * @throws IllegalArgumentException if it cannot be read or is no JSON object
   */
  public static ObjectNode read(Path file) {
    try {
      JsonNode node = Json.MAPPER.readTree(Files.readAllBytes(file));
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException(
          file
              + " needs a JSON object such as {\"epochs\": 3}, got something else; see a run's"
              + " config.json");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + " needs valid JSON, got something else" + at(e) + "; see a run's config.json", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--config needs a readable file, got " + file + "; check the path", e);
    }
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
  }

  /** In the words of whoever wrote the file, not of the library that read it. */
  private static String reason(JsonProcessingException e) {
    if (rootCause(e) instanceof IllegalArgumentException range) {
      return range.getMessage();
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown setting '%s'; the settings are %s"
          .formatted(
              unknown.getPropertyName(),
              Arrays.stream(RunConfig.class.getRecordComponents())
                  .map(RecordComponent::getName)
                  .toList());
    }
    Class<?> wanted =
        e instanceof MismatchedInputException wrong
            ? wrong.getTargetType()
            : e.getCause() instanceof InputCoercionException large ? large.getTargetType() : null;
    if (wanted != null && e instanceof JsonMappingException wrong) {
      String setting =
          wrong.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .collect(Collectors.joining("."));
      return "setting '%s' needs %s, got something else"
          .formatted(
              !setting.isEmpty() ? setting : wanted.isEnum() ? "optimizer" : "model", kind(wanted));
    }
    return e.getOriginalMessage();
  }

  private static String kind(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> Json.MAPPER.<JsonNode>valueToTree(constant).asText())
              .toList();
    }
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    return type == double.class ? "a number" : type == boolean.class ? "true or false" : "a text";
  }

  private static Throwable rootCause(Throwable e) {
    return e.getCause() == null ? e : rootCause(e.getCause());
  }
}
