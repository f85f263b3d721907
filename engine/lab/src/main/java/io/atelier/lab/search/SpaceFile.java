package io.atelier.lab.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.JsonReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Files with templates. */
final class SpaceFile {
  private static final String MODEL = "model";

  private SpaceFile() {}

  /**
   * {@return what a file says, with the models in it that are files of their own}
   *
   * @param name of a space that is known by name, or a file
   * @throws IllegalArgumentException if it cannot be read or is no JSON object
   */
  static ObjectNode read(String name) {
    Optional<ObjectNode> known = known(name);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      ObjectNode space = object(name, Files.readAllBytes(Path.of(name)));
      if (space.has(MODEL)) {
        space.set(MODEL, model(space.get(MODEL)));
      }
      return space;
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "--space needs mlp, cnn or a readable file, got " + name + "; check the path", e);
    }
  }

  /** {@return a space that is known by name, and is there} */
  static ObjectNode named(String name) {
    return known(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "setting 'space.network' needs one of [mlp, cnn], got %s".formatted(name)));
  }

  private static Optional<ObjectNode> known(String name) {
    if (!name.matches("[\\w-]+")) {
      return Optional.empty();
    }
    try (InputStream own = SpaceFile.class.getResourceAsStream("/spaces/" + name + ".json")) {
      return own == null ? Optional.empty() : Optional.of(object(name, own.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode object(String name, byte[] text) throws IOException {
    try {
      if (Json.MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException(
          "--space needs a JSON object with the settings of a run, got something else in %s; see a run's config.json"
              .formatted(name));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "--space needs a JSON file, got %s: %s; correct it".formatted(name, JsonReason.of(e)), e);
    }
  }

  /** A model may be a file, and so may each of several to choose from. */
  private static JsonNode model(JsonNode json) throws IOException {
    if (json.isTextual()) {
      Path file = Path.of(json.asText());
      return Files.isRegularFile(file) ? object(json.asText(), Files.readAllBytes(file)) : json;
    }
    if (!json.has("choice")) {
      return json;
    }
    ObjectNode named = Json.MAPPER.createObjectNode();
    for (JsonNode one : json.get("choice")) {
      if (!one.isTextual()) {
        return json;
      }
      named.set(one.asText(), model(one));
    }
    boolean repeated = named.size() < json.get("choice").size();
    return repeated ? json : ((ObjectNode) json).set("choice", named);
  }
}
