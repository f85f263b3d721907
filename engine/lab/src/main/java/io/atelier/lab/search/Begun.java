package io.atelier.lab.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.json.Json;
import io.atelier.lab.run.Difference;
import io.atelier.lab.run.Fingerprints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a search was begun with: the first line of its journal. A search goes on only if that is
 * what its other files say now: trials of different settings or data cannot be compared.
 *
 * @param settings as its {@code search.json} had them
 * @param data SHA-256 of the data set's files by name
 */
record Begun(ObjectNode settings, Map<String, String> data) {
  /** Settings that may change while a search goes on: how many trials, and what does the work. */
  private static final Set<String> WISHES = Set.of("trials", "device", "threads", "memory");

  /** Makes an immutable copy. */
  Begun {
    if (settings == null || data == null) {
      throw new IllegalArgumentException("a search that begins needs settings and data, got null");
    }
    data = Map.copyOf(data);
  }

  /** {@return that a search begins} */
  static Begun with(SearchSettings settings, Map<String, String> data) {
    return new Begun(Json.MAPPER.valueToTree(settings), data);
  }

  /**
   * Requires settings that are those the search was begun with.
   *
   * @param search its folder
   * @throws IOException if they are others; which
   */
  void require(Path search, SearchSettings now) throws IOException {
    JsonNode there = Json.MAPPER.valueToTree(now);
    JsonNode before = EarlierForms.settings(settings);
    List<Difference> found = new ArrayList<>(Difference.between(there, before));
    addMissing(found, "space", there.path("space"), before.path("space"));
    refuse(search, Difference.without(found, WISHES));
  }

  /** A template may say less or more than before. */
  private static void addMissing(
      List<Difference> found, String path, JsonNode now, JsonNode before) {
    Set<String> names = new LinkedHashSet<>();
    now.fieldNames().forEachRemaining(names::add);
    before.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String inside = path + "." + name;
      if (now.has(name) && before.has(name)) {
        addMissing(found, inside, now.get(name), before.get(name));
      } else {
        found.add(new Difference(inside, said(now.get(name)), said(before.get(name))));
      }
    }
  }

  private static String said(JsonNode value) {
    return value == null ? "nothing" : value.toString();
  }

  /**
   * Requires the data set to be the one the search was begun with.
   *
   * @param search its folder
   * @param now SHA-256 of the files by name
   * @throws IOException if it is another; which files
   */
  void requireData(Path search, Map<String, String> now) throws IOException {
    refuse(search, Fingerprints.differences(now, data));
  }

  private static void refuse(Path search, List<Difference> differences) throws IOException {
    Difference.refuse(
        search,
        differences,
        "what its trials were trained with",
        "bring that back, or search anew in another folder");
  }
}
