package io.atelier.lab.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.atelier.lab.config.ShortForms;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a template says of one setting: by its short name, or else by its path, of which each step
 * may be a choice, as in {@code "stopping": {"choice": {"none": {"patience": 0}, ...}}}.
 *
 * @param places where it is said, one for each way the choices on its path may fall
 */
record SaidSetting(List<Place> places) {
  /**
   * One place.
   *
   * @param value what is said there, missing if nothing is; of a range, its high end
   * @param chosen whether a choice decides if it is this place
   */
  record Place(JsonNode value, boolean chosen) {}

  /** {@return what a template says of the setting with a path, {@code training.epochs}} */
  static SaidSetting of(Template template, String path) {
    String brief = ShortForms.byPath().getOrDefault(path, path);
    List<String> steps =
        template.settings().has(brief) ? List.of(brief) : List.of(path.split("\\."));
    return new SaidSetting(places(template, template.settings(), steps, false).toList());
  }

  private static Stream<Place> places(
      Template template, JsonNode at, List<String> steps, boolean chosen) {
    if (Template.isSame(at)) {
      Point point = template.points().get(at.get(Template.SAME).asText());
      Stream<JsonNode> values =
          Stream.concat(
              point.values().values().stream(), point.interval().stream().map(Template::high));
      return values.flatMap(value -> places(template, value, steps, true));
    }
    if (steps.isEmpty()) {
      return Stream.of(new Place(at, chosen || Template.isText(at)));
    }
    return at.isObject()
        ? places(template, at.path(steps.get(0)), steps.subList(1, steps.size()), chosen)
        : Stream.of(new Place(MissingNode.getInstance(), chosen));
  }

  /** {@return whether trials are told different values, or only some of them a value} */
  boolean varies() {
    return places.stream().anyMatch(it -> it.chosen() && !it.value().isMissingNode());
  }

  /** {@return whether every trial is told a value} */
  boolean everywhere() {
    return places.stream().noneMatch(it -> it.value().isMissingNode());
  }

  /** {@return the largest number that any trial is told; empty if none is told one} */
  OptionalDouble largest() {
    return places.stream()
        .map(Place::value)
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::doubleValue)
        .max();
  }
}
