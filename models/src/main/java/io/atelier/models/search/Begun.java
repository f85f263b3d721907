package io.atelier.models.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.models.json.Json;
import io.atelier.models.run.Difference;
import java.io.IOException;
import java.nio.file.Path;
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
    refuse(search, Difference.without(Difference.between(now, settings), WISHES));
  }

  /**
   * Requires the data set to be the one the search was begun with.
   *
   * @param search its folder
   * @param now SHA-256 of the files by name
   * @throws IOException if it is another; which files
   */
  void requireData(Path search, Map<String, String> now) throws IOException {
    refuse(search, Difference.between(now, data));
  }

  private static void refuse(Path search, List<Difference> differences) throws IOException {
    Difference.refuse(
        search,
        differences,
        "what its trials were trained with",
        "bring that back, or search anew in another folder");
  }
}
