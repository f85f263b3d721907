package io.atelier.models.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.search.Dimension;
import io.atelier.engine.search.SearchSpace;
import io.atelier.models.json.Json;
import io.atelier.models.json.JsonReason;
import io.atelier.models.setting.Bound;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file that says what there is to try.
 *
 * @param network kind
 * @param trials of a random search, if nothing else is said and the space has as many; at least 1
 * @param patience of a trial's early stopping, if nothing else is said; at least 1
 * @param dimensions values by setting: numbers or texts
 */
public record Space(
    Network network, int trials, int patience, Map<String, List<JsonNode>> dimensions) {

  /**
   * {@return a space}
   *
   * @param name {@code mlp} or {@code cnn}, the paper's, or a file
   * @throws IllegalArgumentException if it cannot be read or says something else
   */
  public static Space of(String name) {
    try (InputStream own = Space.class.getResourceAsStream("/spaces/" + name + ".json")) {
      boolean papers = name.matches("mlp|cnn") && own != null;
      byte[] text = papers ? own.readAllBytes() : Files.readAllBytes(Path.of(name));
      Space space = Json.whole(Space.class).readValue(text);
      check(space, name);
      return space;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "--space needs a JSON file with network, trials, patience and dimensions, got %s: %s; see the paper's"
              .formatted(name, JsonReason.of(e)),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--space needs mlp, cnn or a readable file, got " + name + "; check the path", e);
    }
  }

  /**
   * Requires a space.
   *
   * @throws IllegalArgumentException if something is missing or wrong
   */
  static void check(Space space, String name) {
    if (space == null
        || space.network == null
        || space.dimensions == null
        || space.trials < 1
        || space.patience < 1) {
      throw new IllegalArgumentException(
          "--space needs network, dimensions, and trials and patience of at least 1, got %s without; see the paper's"
              .formatted(name));
    }
    require("trials", Bound.TRIALS, space.trials, name);
    require("patience", Bound.PATIENCE, space.patience, name);
    Set<String> named = space.dimensions.keySet();
    if (!named.equals(new HashSet<>(space.network.settings()))) {
      throw new IllegalArgumentException(
          "--space needs the settings %s, got %s; name each of them and no other"
              .formatted(space.network.settings(), named));
    }
    space.searched();
  }

  /** A file's number is not the flag's that goes over it. */
  private static void require(String setting, Bound bound, int value, String name) {
    if (!bound.holds(value)) {
      throw new IllegalArgumentException(
          "--space needs %s of at most %s, got %s in %s; change the file"
              .formatted(setting, Integer.toString(bound.most()), Integer.toString(value), name));
    }
  }

  /** {@return the engine's space} */
  public SearchSpace searched() {
    List<Dimension> found = new ArrayList<>();
    for (Map.Entry<String, List<JsonNode>> dimension : dimensions.entrySet()) {
      if (dimension.getValue() == null) {
        throw new IllegalArgumentException(
            "--space needs a list of values for each setting, got null for %s; write [0.1, 0.2]"
                .formatted(dimension.getKey()));
      }
      List<String> values = dimension.getValue().stream().map(Space::text).toList();
      found.add(new Dimension(dimension.getKey(), values));
    }
    return new SearchSpace(found);
  }

  private static String text(JsonNode value) {
    if (!value.isNumber() && !value.isTextual()) {
      throw new IllegalArgumentException(
          "--space needs numbers and texts as values, got " + value + "; write 3x3 as \"3x3\"");
    }
    return value.asText();
  }
}
