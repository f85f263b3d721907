package io.atelier.lab.search;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.search.Combination;
import io.atelier.engine.search.Dimension;
import io.atelier.engine.search.SearchSpace;
import io.atelier.engine.training.Monitor;
import io.atelier.lab.config.Overlay;
import io.atelier.lab.config.Presets;
import io.atelier.lab.json.Json;
import io.atelier.lab.setting.Bound;
import java.util.List;
import java.util.Optional;

/**
 * What there is to try: the settings of a run, in the shape of {@code config.json} or by their
 * short names, in which any value may be a choice:
 *
 * <pre>{@code
 * {"data": {"source": "pets/"},
 *  "model": "cnn.json",
 *  "training": {"batch_size": {"choice": [32, 64]},
 *               "optimizer": {"class_name": "Adam", "config": {
 *                   "learning_rate": {"name": "rate", "log_range": [0.0001, 0.01]}}}}}
 * }</pre>
 *
 * <p>A choice without a name is called by its path. {@code {"same": "rate"}} is the value of
 * another choice, {@code {"text": "rate {rate}"}} a text with it, {@code {"repeat": {"choice": [1,
 * 2]}, "of": {...}}} in a list of layers so many of them, numbered in their names. Beside the
 * settings stand, if wanted: {@code choices}, by name, in the order in which they are tried; {@code
 * conditions}, see {@link Conditions}; {@code objective}, {@code "val_loss"} or {@code {"quantity":
 * "val_mae", "mode": "min"}}; and {@code trials}, how many are drawn.
 *
 * @param template as it was written; not to be changed
 */
public record Space(@JsonValue ObjectNode template) {
  /** Trials that are drawn if nothing is said. */
  private static final int TRIALS = 20;

  /**
   * @throws IllegalArgumentException if something in it cannot be meant; the message names its path
   */
  public Space {
    if (template == null) {
      throw new IllegalArgumentException("a search needs a space, got null");
    }
    template = EarlierForms.space(template);
    Template read = TemplateReader.read(template);
    var unused = searched(template, read);
    var unusedToo = objective(template.get(Template.OBJECTIVE));
    JsonNode trials = template.get(Template.TRIALS);
    if (trials != null) {
      if (!trials.isIntegralNumber()) {
        throw PointReader.wrong(Template.TRIALS, "a whole number", trials, "correct it");
      }
      if (!Bound.TRIALS.holds(trials.asDouble())) {
        throw PointReader.wrong(
            Template.TRIALS,
            "a number from 1 to " + Integer.toString(Bound.TRIALS.most()),
            trials,
            "correct it");
      }
    }
    requireSameData(read);
  }

  /**
   * {@return a space}
   *
   * @param name of a space that is known by name, {@code mlp} or {@code cnn}, or a file
   * @throws IllegalArgumentException if it cannot be read or says something that cannot be meant
   */
  public static Space of(String name) {
    ObjectNode json = SpaceFile.read(name);
    try {
      return new Space(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** {@return the space that JSON says} */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Space read(JsonNode json) {
    if (json instanceof ObjectNode object) {
      return new Space(object);
    }
    throw new IllegalArgumentException("setting 'space' needs an object, got " + json);
  }

  /** Trials that were validated on different examples cannot be compared. */
  private static void requireSameData(Template read) {
    for (String setting : List.of("data", "validationSplit", "development")) {
      requireSame(setting, read.settings().path(setting));
    }
  }

  private static void requireSame(String path, JsonNode value) {
    if (path.equals("data.limit")) {
      return;
    }
    if (Template.isSame(value) || Template.isText(value) || Template.isRepeat(value)) {
      throw PointReader.wrong(
          path,
          "one value for all trials, which are compared on the same examples",
          "a choice",
          "choose one of them; only data.limit may differ");
    }
    value.properties().forEach(it -> requireSame(path + "." + it.getKey(), it.getValue()));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      requireSame(path + "." + i, value.get(i));
    }
  }

  /** {@return what trials are trained on, as the space says it; empty if it does not} */
  public String source() {
    JsonNode model = template.path("model");
    String said = template.path("data").path("source").asText();
    return said.isEmpty() && model.isTextual()
        ? Presets.named(model.asText()).data().source()
        : said;
  }

  /** {@return trials to draw, if nothing else is said and the space has as many} */
  public int trials() {
    return template.path(Template.TRIALS).asInt(TRIALS);
  }

  /** {@return which trial is better than another; empty if the space does not say} */
  public Optional<Monitor> objective() {
    return objective(template.get(Template.OBJECTIVE));
  }

  private static Optional<Monitor> objective(JsonNode json) {
    if (json == null) {
      return Optional.empty();
    }
    String quantity = json.isTextual() ? json.asText() : json.path("quantity").asText();
    String mode = json.path("mode").asText("auto");
    boolean known = json.isTextual() || (json.size() <= 2 && json.has("quantity"));
    if (!known
        || quantity.isBlank()
        || !List.of("auto", "min", "max").contains(mode)
        || (json.size() == 2 && !json.has("mode"))) {
      throw PointReader.wrong(
          Template.OBJECTIVE,
          "a quantity, and a mode if wanted (auto, min or max)",
          json,
          "write \"val_loss\", or {\"quantity\": \"val_mae\", \"mode\": \"min\"}");
    }
    Monitor auto = Monitor.of(quantity);
    return Optional.of(mode.equals("auto") ? auto : new Monitor(quantity, mode.equals("max")));
  }

  /** {@return the engine's space} */
  public SearchSpace searched() {
    return searched(template, TemplateReader.read(template));
  }

  private static SearchSpace searched(ObjectNode template, Template read) {
    List<Point> points = List.copyOf(read.points().values());
    return new SearchSpace(
        points.stream()
            .filter(point -> point.interval().isEmpty())
            .map(point -> new Dimension(point.name(), List.copyOf(point.values().keySet())))
            .toList(),
        points.stream().flatMap(point -> point.interval().stream()).toList(),
        new Conditions(read.points()).read(template.get(Template.CONDITIONS)));
  }

  /**
   * {@return the settings of a combination, as {@link io.atelier.lab.config.RunConfigs#of} takes
   * them}
   *
   * @throws IllegalArgumentException if the combination is not of this space
   */
  ObjectNode settings(Combination combination) {
    return TemplateReader.read(template).filled(combination);
  }

  /**
   * {@return whether a setting differs between trials}
   *
   * @param path {@code training.epochs}
   */
  public boolean varies(String path) {
    return said(path).varies();
  }

  /** {@return what is said of the setting with a path, {@code training.epochs}} */
  SaidSetting said(String path) {
    return SaidSetting.of(TemplateReader.read(template), path);
  }

  /** {@return the same space with what trials are compared by} */
  Space withObjective(String quantity) {
    return new Space(template.deepCopy().put(Template.OBJECTIVE, quantity));
  }

  /** {@return the same space with a setting changed, or said for the first time} */
  public Space with(String section, String key, Object value) {
    ObjectNode above = Json.MAPPER.createObjectNode();
    above.withObject(section).set(key, Json.MAPPER.valueToTree(value));
    return new Space(Overlay.over(template, above));
  }
}
