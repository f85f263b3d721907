package io.atelier.lab.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.search.Compared;
import io.atelier.engine.search.Compared.Relation;
import io.atelier.engine.search.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a template's conditions: a list of {@code {"units_1": {"at_least": "units_2"}}}, of which
 * all have to hold, and of {@code {"any": [...]}} of such, of which one has to.
 *
 * @param points the template's choices by name
 */
record Conditions(Map<String, Point> points) {
  private static final String ANY = "any";

  /**
   * {@return the conditions that JSON says}
   *
   * @param json a list, or null for none
   * @throws IllegalArgumentException if something in it cannot be meant; the message names its path
   */
  List<Condition> read(JsonNode json) {
    List<Condition> conditions = new ArrayList<>();
    if (json == null) {
      return conditions;
    }
    requireList(Template.CONDITIONS, json);
    for (int i = 0; i < json.size(); i++) {
      String path = Template.CONDITIONS + "." + i;
      JsonNode condition = json.get(i);
      if (condition.isObject() && condition.size() == 1 && condition.has(ANY)) {
        requireList(path + "." + ANY, condition.get(ANY));
        List<Compared> any = new ArrayList<>();
        condition.get(ANY).forEach(one -> any.add(compared(path + "." + ANY, one)));
        conditions.add(new Condition(any));
      } else {
        conditions.add(new Condition(List.of(compared(path, condition))));
      }
    }
    return conditions;
  }

  private static void requireList(String path, JsonNode json) {
    if (!json.isArray() || json.isEmpty()) {
      throw PointReader.wrong(
          path, "a list of conditions", json, "write [{\"units_1\": {\"at_least\": \"units_2\"}}]");
    }
  }

  private Compared compared(String path, JsonNode json) {
    JsonNode relation = json.isObject() && json.size() == 1 ? json.elements().next() : null;
    if (relation == null || !relation.isObject() || relation.size() != 1) {
      throw PointReader.wrong(
          path,
          "one choice and one comparison",
          json,
          "write {\"units_1\": {\"at_least\": \"units_2\"}}, and one such for each comparison");
    }
    String setting = json.fieldNames().next();
    require(path, setting);
    Relation known = relation(path, relation.fieldNames().next());
    JsonNode other = relation.elements().next();
    if (!other.isValueNode() || other.isNull() || other.asText().isBlank()) {
      throw PointReader.wrong(path, "another choice or a value", other, "write a number or a name");
    }
    requireComparable(path, setting, known, other.asText());
    return new Compared(setting, known, other.asText());
  }

  private void require(String path, String setting) {
    if (!points.containsKey(setting)) {
      throw PointReader.wrong(
          path,
          "the name of a choice, one of " + List.copyOf(points.keySet()),
          setting,
          "correct it, or give a choice this name");
    }
  }

  private static Relation relation(String path, String text) {
    return Arrays.stream(Relation.values())
        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                PointReader.wrong(
                    path,
                    "one of "
                        + Arrays.stream(Relation.values())
                            .map(it -> it.name().toLowerCase(Locale.ROOT))
                            .toList(),
                    text,
                    "correct it"));
  }

  private void requireComparable(String path, String setting, Relation relation, String other) {
    Point left = points.get(setting);
    Point right = points.get(other);
    boolean numbers = right == null ? Point.isNumber(other) : right.numeric();
    if (relation.ordered() && !(left.numeric() && numbers)) {
      throw PointReader.wrong(
          path,
          "numbers to compare by size",
          "%s and %s".formatted(setting, other),
          "use is or is_not, or give the name of a choice of numbers");
    }
    if (right == null && !relation.ordered() && !left.has(other)) {
      throw PointReader.wrong(
          path,
          "another choice or a value of " + setting,
          other,
          left.interval().isPresent()
              ? "use a number that is drawn for it"
              : "use one of " + List.copyOf(left.values().keySet()));
    }
  }
}
