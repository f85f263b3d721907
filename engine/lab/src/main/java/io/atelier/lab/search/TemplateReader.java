package io.atelier.lab.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.atelier.lab.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;

/** Finds the places of a template at which trials differ. */
final class TemplateReader {
  private final Map<String, Point> points = new LinkedHashMap<>();

  /** Names of choices by the paths at which they are used. */
  private final Map<String, List<JsonNode>> named = new LinkedHashMap<>();

  private TemplateReader() {}

  /**
   * {@return the template that JSON says} Its choices are in the order of the section {@code
   * choices}, then in that of the file.
   *
   * @throws IllegalArgumentException if something in it cannot be meant; the message names its path
   */
  static Template read(ObjectNode json) {
    TemplateReader reader = new TemplateReader();
    reader.readChoices(json.get(Template.CHOICES));
    ObjectNode settings = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!Template.OWN.contains(entry.getKey())) {
        settings.set(entry.getKey(), reader.found(entry.getKey(), entry.getValue()));
      }
    }
    if (reader.points.isEmpty()) {
      throw PointReader.wrong(
          "--space",
          "at least one place at which trials differ",
          "none",
          "write {\"choice\": [...]} in place of a value");
    }
    // A choice may be named before it is made.
    reader.named.forEach((path, names) -> names.forEach(name -> reader.requireName(path, name)));
    return new Template(settings, reader.points);
  }

  private void readChoices(JsonNode choices) {
    if (choices == null) {
      return;
    }
    if (!choices.isObject()) {
      throw PointReader.wrong(
          Template.CHOICES,
          "an object of choices by name",
          choices,
          "write {\"units\": {\"choice\": [64, 128]}}");
    }
    for (Map.Entry<String, JsonNode> choice : choices.properties()) {
      String path = Template.CHOICES + "." + choice.getKey();
      if (!PointReader.reads(choice.getValue()) || choice.getValue().has("name")) {
        throw PointReader.wrong(
            path,
            "a choice, a range or a log_range, without another name",
            choice.getValue(),
            "write {\"choice\": [64, 128]}");
      }
      ObjectNode named = choice.getValue().deepCopy();
      add(path, PointReader.read(path, named.put("name", choice.getKey())));
    }
  }

  private void add(String path, Point point) {
    if (points.containsKey(point.name())) {
      throw PointReader.wrong(
          path,
          "a name that no other choice has",
          point.name(),
          "name it otherwise, or write {\"same\": \"%s\"} for the same value"
              .formatted(point.name()));
    }
    // Its place among the others is where it stands, not where what is inside it stands.
    points.put(point.name(), point);
    Map<String, JsonNode> values = new LinkedHashMap<>();
    point.values().forEach((text, value) -> values.put(text, found(path + "." + text, value)));
    points.put(point.name(), new Point(point.name(), values, point.interval()));
  }

  /** {@return JSON with a name in place of every choice} */
  private JsonNode found(String path, JsonNode json) {
    if (PointReader.reads(json)) {
      Point point = PointReader.read(path, json);
      add(path, point);
      return Json.MAPPER.createObjectNode().put(Template.SAME, point.name());
    }
    if (Template.isRepeat(json)) {
      requireRepeat(path, json);
    }
    if (Template.isSame(json)) {
      named.put(path, List.of(json.get(Template.SAME)));
    }
    if (Template.isText(json)) {
      named.put(path, names(json.get(Template.TEXT)));
    }
    if (json.isArray()) {
      ArrayNode list = Json.MAPPER.createArrayNode();
      for (JsonNode element : json) {
        list.add(found(path + "." + list.size(), element));
      }
      return list;
    }
    if (!json.isObject()) {
      return json;
    }
    ObjectNode object = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      object.set(entry.getKey(), found(path + "." + entry.getKey(), entry.getValue()));
    }
    return object;
  }

  private static void requireRepeat(String path, JsonNode json) {
    List<String> bodies = Template.BODIES.stream().filter(json::has).toList();
    boolean inList = path.matches(".*\\.\\d+");
    if (bodies.size() != 1 || json.size() != 2 || !inList) {
      throw PointReader.wrong(
          path,
          "to be an element of a list, of repeat and what is repeated, one of %s"
              .formatted(Template.BODIES),
          inList ? keys(json) : "a repeat elsewhere",
          "write {\"repeat\": {\"choice\": [1, 2]}, \"of\": {...}}");
    }
    JsonNode times = json.get(Template.REPEAT);
    if (!times.isIntegralNumber() && !PointReader.reads(times) && !Template.isSame(times)) {
      throw PointReader.wrong(
          path + "." + Template.REPEAT,
          "a whole number or a choice of some",
          times,
          "write {\"choice\": [1, 2, 3]}");
    }
  }

  private static Set<String> keys(JsonNode json) {
    Set<String> keys = new TreeSet<>();
    json.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** {@return the choices that a text names} */
  private static List<JsonNode> names(JsonNode text) {
    List<JsonNode> names = new ArrayList<>();
    Matcher found = Template.NAMED.matcher(text.isTextual() ? text.asText() : "");
    while (found.find()) {
      names.add(TextNode.valueOf(found.group(1)));
    }
    // Of several parts, those that are texts by themselves.
    text.forEach(part -> names.addAll(part.isTextual() ? names(part) : List.of()));
    return names;
  }

  private void requireName(String path, JsonNode name) {
    if (!name.isTextual() || !points.containsKey(name.asText())) {
      throw PointReader.wrong(
          path,
          "the name of a choice, one of " + List.copyOf(points.keySet()),
          name,
          "correct it, or give a choice this name");
    }
  }
}
