package io.atelier.models.run;

import io.atelier.models.json.Json;
import io.atelier.models.json.JsonReason;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

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
      String model = value(chosen, "model", String.class).orElse(DEFAULT_MODEL);
      RunConfig.Kind optimizer = value(chosen, "optimizer", RunConfig.Kind.class).orElse(null);
      ObjectNode all = Json.MAPPER.valueToTree(RunConfig.defaults(model, optimizer));
      all.setAll(chosen);
      return Json.MAPPER.treeToValue(all, RunConfig.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonReason.of(e), e);
    }
  }

  private static <T> Optional<T> value(ObjectNode chosen, String name, Class<T> type) {
    try {
      return Optional.ofNullable(Json.MAPPER.treeToValue(chosen.get(name), type));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "setting '%s' needs %s, got something else".formatted(name, JsonReason.kind(type)), e);
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
      return parse(WholeFile.read(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + " " + e.getMessage() + "; see a run's config.json", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--config needs a readable file, got " + file + "; check the path", e);
    }
  }

  /**
   * {@return the settings a text says}
   *
   * @throws IllegalArgumentException if it is no JSON object
   */
  static ObjectNode parse(String text) {
    try {
      if (Json.MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException(
          "needs a JSON object such as {\"epochs\": 3}, got something else");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "needs valid JSON, got something else" + JsonReason.at(e), e);
    }
  }
}
