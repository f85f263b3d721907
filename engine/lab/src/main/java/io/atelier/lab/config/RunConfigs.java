package io.atelier.lab.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.file.WholeFile;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.optimizer.Adam;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.JsonReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes a {@link RunConfig} from defaults, a file and flags, each over the one before. */
public final class RunConfigs {
  /** The sections of a {@code config.json}. */
  static final List<String> SECTIONS = List.of("data", "training", "stopping", "execution");

  /** The name of the one section that may be a text. */
  static final String MODEL = "model";

  private RunConfigs() {}

  /**
   * {@return the settings that {@code chosen} leads to}
   *
   * @param chosen sections as {@code config.json} has them, whole or in part, and settings by the
   *     short names of {@link ShortForms} over them. Its {@code model} is a name, whose settings
   *     are the defaults of all that is not chosen, or a Keras config
   * @throws IllegalArgumentException if a name is unknown or a value out of range
   */
  public static RunConfig of(ObjectNode chosen) {
    ObjectNode shorts = chosen.deepCopy();
    ObjectNode sections = Json.MAPPER.createObjectNode();
    for (String section : SECTIONS) {
      if (shorts.get(section) instanceof ObjectNode object) {
        sections.set(section, object);
        shorts.remove(section);
      } else if (shorts.has(section)) {
        throw new IllegalArgumentException(
            "setting '%s' needs an object, got something else".formatted(section));
      }
    }
    ObjectNode settings = defaults(shorts.remove(MODEL));
    String source = sections.at("/data/source").asText();
    if (!source.isEmpty() && !source.equals(settings.at("/data/source").asText())) {
      // What fits the data that a network is known for says nothing of others.
      settings.set("data", Json.MAPPER.valueToTree(DataConfig.of(source)));
    }
    return ShortForms.over(Overlay.over(settings, sections), shorts);
  }

  /**
   * {@return whether nobody has said a part of the training that follows from the data: {@link
   * Objective}}
   *
   * @param chosen as for {@link #of(ObjectNode)}
   * @param part {@code loss} or {@code metrics}
   */
  public static boolean leaves(ObjectNode chosen, String part) {
    if (chosen.at("/training").has(part)) {
      return false;
    }
    JsonNode model = chosen.path(MODEL);
    String source = chosen.at("/data/source").asText();
    return !model.isTextual() || (!source.isEmpty() && !source.equals(source(model.asText())));
  }

  /** {@return the data set that a network is known for} */
  public static String source(String model) {
    return Presets.named(model).data().source();
  }

  private static ObjectNode defaults(JsonNode model) {
    if (model != null && model.isObject()) {
      return of(KerasConfig.read(model, Model.class)).json();
    }
    if (model == null || !model.isTextual()) {
      throw new IllegalArgumentException(
          "setting 'model' needs the name of a network or the config of one, got %s; see 'atelier models'"
              .formatted(model == null ? "none" : "something else"));
    }
    return Presets.named(model.asText()).json();
  }

  /**
   * {@return the settings of a model that nothing else is known of: Adam at a rate of 0.001,
   * batches of 32, at most 100 epochs, and the loss for one class of several}
   */
  public static RunConfig of(Model model) {
    return new RunConfig(
        DataConfig.of(""),
        model,
        new TrainingConfig(
            new Adam(0.001),
            new SparseCategoricalCrossEntropy(),
            List.of(new Accuracy()),
            32,
            100,
            0),
        StoppingConfig.NONE,
        ExecutionConfig.DEFAULT);
  }

  /** Adds a setting to those that are chosen, unless its value is null. */
  public static void choose(ObjectNode chosen, String name, Object value) {
    if (value != null) {
      chosen.set(name, Json.MAPPER.valueToTree(value));
    }
  }

  /**
   * {@return the settings a file says}
   *
   * @throws IllegalArgumentException if it cannot be read or is no JSON object
   */
  public static ObjectNode read(Path file) {
    try {
      return parse(WholeFile.read(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + " " + e.getMessage() + "; see a run's config.json", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--config needs a readable file, got " + file + "; check the path", e);
    }
  }

  /**
   * {@return the settings a text says}
   *
   * @throws IllegalArgumentException if it is no JSON object
   */
  public static ObjectNode parse(String text) {
    try {
      if (Json.MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException(
          "needs a JSON object such as {\"epochs\": 3}, got something else");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "needs valid JSON, got something else" + JsonReason.at(e), e);
    }
  }
}
