package io.atelier.models.run;

import com.fasterxml.jackson.databind.JsonNode;
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

  /** {@return where one object differs from another: settings that both have} */
  public static List<Difference> between(JsonNode now, JsonNode before) {
    List<Difference> found = new ArrayList<>();
    add(found, "", now, before);
    return found;
  }

  private static void add(List<Difference> found, String path, JsonNode now, JsonNode before) {
    if (now == null || before == null) {
      return;
    }
    if (!now.isObject() || !before.isObject()) {
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

  /** {@return those of some that are not about these settings} */
  public static List<Difference> without(List<Difference> some, Set<String> settings) {
    return some.stream().filter(one -> !settings.contains(one.setting)).toList();
  }

  /** {@return {@code epochs 9 instead of 4, seed 3 instead of 0}} */
  public static String list(List<?> some) {
    return some.stream().map(Objects::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return setting + " " + now + " instead of " + before;
  }
}
