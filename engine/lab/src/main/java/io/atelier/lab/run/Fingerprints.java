package io.atelier.lab.run;

import io.atelier.lab.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether two data sets are the same files: the rule for everything that goes on with data it was
 * begun with.
 *
 * <p>Both have to have the same files of the same content. A data set that is a single file may
 * have been renamed. Where nothing was recorded, all data pass.
 *
 * <pre>{@code
 * List<Difference> others = Fingerprints.differences(data.hashes(), config.data().fingerprint());
 * }</pre>
 */
public final class Fingerprints {
  private static final String NOTHING = "nothing";

  private Fingerprints() {}

  /**
   * {@return the files of which the data differ, in the order of their names, those that only one
   * side has included; none if the data are the same}
   *
   * @param now SHA-256 of the files by name
   * @param before likewise, as it was recorded; empty if it was not
   */
  public static List<Difference> differences(Map<String, String> now, Map<String, String> before) {
    List<Difference> found = new ArrayList<>();
    if (before.isEmpty() || isRenamed(now, before)) {
      return found;
    }
    Set<String> names = new TreeSet<>(now.keySet());
    names.addAll(before.keySet());
    for (String name : names) {
      if (!Objects.equals(now.get(name), before.get(name))) {
        found.add(new Difference(name, said(now.get(name)), said(before.get(name))));
      }
    }
    return found;
  }

  private static boolean isRenamed(Map<String, String> now, Map<String, String> before) {
    return now.size() == 1
        && before.size() == 1
        && List.copyOf(now.values()).equals(List.copyOf(before.values()));
  }

  private static String said(String hash) {
    return hash == null ? NOTHING : Json.MAPPER.valueToTree(hash).toString();
  }
}
