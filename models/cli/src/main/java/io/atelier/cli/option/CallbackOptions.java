package io.atelier.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.config.MissingClassException;
import io.atelier.engine.training.Callback;
import io.atelier.lab.config.Overlay;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.json.Json;
import java.util.List;
import picocli.CommandLine.Option;

/** What is told of every epoch. */
public final class CallbackOptions {
  @Option(
      names = "--callback",
      paramLabel = "NAME[,KEY=VALUE...]",
      description = {
        "What is told of every epoch, by Keras' names: ReduceLROnPlateau,patience=3,factor=0.2 makes the rate smaller"
            + " when the validation loss stays; ModelCheckpoint,filepath=kept,save_best_only=true keeps checkpoints in"
            + " the run folder; CSVLogger,filename=log.csv writes a table. Of your own jar: package>Name. Or the"
            + " JSON of one: '{\"class_name\": \"PiecewiseRates\", \"config\": {\"boundaries\": [10], \"values\": [0.1,"
            + " 0.01]}}' for rates by epoch. May be given several times. A loss that is no finite number ends every"
            + " training; for early stopping see --patience."
      })
  private List<String> callbacks = List.of();

  /**
   * Adds what the flags say.
   *
   * @throws IllegalArgumentException if one is neither a name with settings nor JSON
   */
  public void choose(ObjectNode chosen) {
    if (!callbacks.isEmpty()) {
      ArrayNode all = Json.MAPPER.createArrayNode();
      callbacks.forEach(one -> all.add(checked(one)));
      RunConfigs.choose(chosen, "callback", all);
    }
  }

  private static JsonNode checked(String text) {
    JsonNode spec = spec(text);
    try {
      var unused = KerasConfig.read(spec, Callback.class);
      return spec;
    } catch (MissingClassException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--callback %s: %s".formatted(text, e.getMessage()), e);
    }
  }

  private static JsonNode spec(String text) {
    JsonNode json = Overlay.value(text);
    if (json.isObject()) {
      return json;
    }
    String[] parts = text.split(",", -1);
    if (parts[0].equals("EarlyStopping")) {
      throw new IllegalArgumentException(
          "--callback needs another name than EarlyStopping, which is --patience N, with --restore-best; give these");
    }
    ObjectNode spec = Json.MAPPER.createObjectNode().put("class_name", parts[0]);
    ObjectNode config = spec.putObject("config");
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "--callback needs NAME[,KEY=VALUE...], got '%s'; write ReduceLROnPlateau,patience=3"
                .formatted(text));
      }
      config.set(parts[i].substring(0, equals), Overlay.value(parts[i].substring(equals + 1)));
    }
    return spec;
  }
}
