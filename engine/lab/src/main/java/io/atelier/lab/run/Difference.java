package io.atelier.lab.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A setting that is not what it was.
 *
 * @param setting its name; of one inside another, {@code space.trials}
 * @param now its value, as JSON
 * @param before its value then, as JSON
 */
public record Difference(String setting, String now, String before) {

  /**
   * {@return where one object differs from another: settings that both have; of data it is {@link
   * Fingerprints} that says it}
   *
   * @param now becomes JSON, unless it is that
   * @param before likewise
   */
  public static List<Difference> between(Object now, Object before) {
    List<Difference> found = new ArrayList<>();
    add(found, "", json(now), json(before));
    return found;
  }

  private static JsonNode json(Object value) {
    return value instanceof JsonNode node ? node : Json.MAPPER.valueToTree(value);
  }

  private static void add(List<Difference> found, String path, JsonNode now, JsonNode before) {
    if (now == null || before == null) {
      return;
    }
    if (isObjects(now) && isObjects(before)) {
      addEach(found, path, now, before);
      return;
    }
    if (!now.isObject() || !before.isObject() || isNumbered(now) || isNumbered(before)) {
      // As text: a number that was read may be of another Java type than the same that was made.
      if (now.toString().equals(before.toString())) {
        return;
      }
      found.add(new Difference(path, now.toString(), before.toString()));
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    now.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      add(found, path.isEmpty() ? name : path + "." + name, now.get(name), before.get(name));
    }
  }

  /** Whether it has something for some numbers, as weights of classes: one value as a whole. */
  private static boolean isNumbered(JsonNode node) {
    return node.isObject()
        && !node.isEmpty()
        && node.properties().stream().allMatch(entry -> entry.getKey().matches("\\d+"));
  }

  /** Whether it is a list of objects, as layers are. */
  private static boolean isObjects(JsonNode node) {
    return node.isArray() && !node.isEmpty() && node.get(0).isObject();
  }

  private static void addEach(List<Difference> found, String path, JsonNode now, JsonNode before) {
    if (now.size() != before.size()) {
      found.add(new Difference(path, "a list of " + now.size(), "a list of " + before.size()));
      return;
    }
    for (int i = 0; i < now.size(); i++) {
      add(found, path + "." + i, now.get(i), before.get(i));
    }
  }

  /** {@return those of some that are not about these settings} */
  public static List<Difference> without(List<Difference> some, Set<String> settings) {
    return some.stream().filter(one -> !settings.contains(one.setting)).toList();
  }

  /** {@return {@code epochs 9 instead of 4, seed 3 instead of 0}} */
  private static String list(List<?> some) {
    return some.stream().map(Objects::toString).collect(Collectors.joining(", "));
  }

  /**
   * Refuses a folder if there are differences.
   *
   * @param needs what it needs instead
   * @param cure what to do
   * @throws IOException which they are
   */
  public static void refuse(Path folder, List<?> differences, String needs, String cure)
      throws IOException {
    if (!differences.isEmpty()) {
      throw new IOException(
          "%s needs %s, got %s; %s".formatted(folder, needs, list(differences), cure));
    }
  }

  @Override
  public String toString() {
    return setting + " " + now + " instead of " + before;
  }
}
