package io.atelier.lab.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.keras.KerasFile;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.JsonReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files with templates. A file or folder that one names is looked for beside it, and then in the
 * working directory.
 */
final class SpaceFile {
  private static final String MODEL = "model";
  private static final String CHOICE = "choice";

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
      Path file = Path.of(name);
      ObjectNode space = object(name, Files.readAllBytes(file));
      if (space.has(MODEL)) {
        space.set(MODEL, model(file, space.get(MODEL)));
      }
      if (space.get("data") instanceof ObjectNode data) {
        findSource(file, data);
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

  private static void findSource(Path space, ObjectNode data) {
    String said = data.path("source").asText();
    if (said.isEmpty() || LoadedData.isNamed(said)) {
      return;
    }
    Path beside = space.resolveSibling(said);
    if (Files.exists(beside)) {
      data.put("source", beside.toAbsolutePath().normalize().toString());
    }
  }

  /** A model may be a file, and so may each of several to choose from. */
  private static JsonNode model(Path space, JsonNode json) {
    if (json.isTextual()) {
      Path beside = space.resolveSibling(json.asText());
      Path file = Files.isRegularFile(beside) ? beside : Path.of(json.asText());
      return Files.isRegularFile(file) ? network(file) : json;
    }
    JsonNode all = json.path(CHOICE);
    ObjectNode named = Json.MAPPER.createObjectNode();
    all.properties().forEach(it -> named.set(it.getKey(), model(space, it.getValue())));
    if (all.isArray()) {
      for (JsonNode one : all) {
        if (one.isTextual()) {
          named.set(one.asText(), model(space, one));
        }
      }
    }
    // What is listed twice, or is no text, is left to whoever reads the choice.
    boolean whole = !named.isEmpty() && named.size() == all.size();
    return whole ? ((ObjectNode) json).set(CHOICE, named) : json;
  }

  /** Of a model that Keras saved the network is taken, not its weights. */
  private static JsonNode network(Path file) {
    try {
      return KerasFile.is(file)
          ? KerasConfig.tree(KerasFile.model(file))
          : object(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "model needs a readable file, got %s; check its permissions".formatted(file), e);
    }
  }
}
