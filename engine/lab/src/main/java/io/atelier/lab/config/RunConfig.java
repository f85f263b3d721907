package io.atelier.lab.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.atelier.data.Examples;
import io.atelier.data.Given;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.JsonReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that makes a run, as one value; {@code config.json} is this in JSON, of the same
 * shape.
 *
 * @param data what is trained on
 * @param model the network
 * @param training how it is trained
 * @param stopping what ends the training before its last epoch
 * @param execution where it runs
 */
public record RunConfig(
    DataConfig data,
    Model model,
    TrainingConfig training,
    StoppingConfig stopping,
    ExecutionConfig execution) {

  /**
   * @throws IllegalArgumentException if a part is null, or parts contradict each other
   */
  public RunConfig {
    Given.required(data, "RunConfig", "data", "name a data set or a path");
    Given.required(model, "RunConfig", "a model", "give a model's config or the name of one");
    Given.required(training, "RunConfig", "training", "leave it out for the defaults");
    Given.required(stopping, "RunConfig", "stopping", "leave it out for the defaults");
    Given.required(execution, "RunConfig", "execution", "leave it out for the defaults");
    if (stopping.patience() > 0
        && data.validation() == DataConfig.Validation.TAIL
        && data.validationSplit() == 0) {
      throw new IllegalArgumentException(
          "--patience needs a validation split, got 0; give --validation-split, or --patience 0 for"
              + " no early stopping");
    }
  }

  /** {@return as JSON, in the shape of {@code config.json}} */
  public ObjectNode json() {
    return Json.MAPPER.valueToTree(this);
  }

  /** {@return every setting but the model's by its path, {@code training.batch_size}, as text} */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    ObjectNode all = json();
    all.remove("model");
    all.withObject("data").remove("fingerprint");
    flatten("", all, settings);
    return settings;
  }

  private static void flatten(String path, JsonNode value, Map<String, String> into) {
    if (value.isObject() && !value.isEmpty()) {
      value
          .properties()
          .forEach(
              entry ->
                  flatten(
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getValue(),
                      into));
    } else {
      into.put(path, value.isTextual() ? value.asText() : value.toString());
    }
  }

  /**
   * {@return the settings that JSON says, every one of them}
   *
   * @throws IllegalArgumentException if one is missing, unknown or out of its range; the message
   *     names it by its path, {@code training.batch_size}
   */
  public static RunConfig of(ObjectNode json) {
    ObjectNode whole = json.deepCopy();
    if (whole.get("training") instanceof ObjectNode training) {
      // Runs of earlier versions had none of these.
      training.putIfAbsent("class_weight", Json.MAPPER.createObjectNode());
      training.putIfAbsent("weighted_metrics", Json.MAPPER.createArrayNode());
      training.putIfAbsent("callbacks", Json.MAPPER.createArrayNode());
      training.putIfAbsent("from", TextNode.valueOf(""));
    }
    try {
      return Json.whole(RunConfig.class).treeToValue(whole, RunConfig.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonReason.of(e), e);
    }
  }

  /** {@return the same settings with another model} */
  public RunConfig with(Model other) {
    return new RunConfig(data, other, training, stopping, execution);
  }

  /** {@return the same settings with other data} */
  public RunConfig with(DataConfig other) {
    return new RunConfig(other, model, training, stopping, execution);
  }

  /** {@return the same settings, trained otherwise} */
  public RunConfig with(TrainingConfig other) {
    return new RunConfig(data, model, other, stopping, execution);
  }

  /**
   * {@return the network, ready to run}
   *
   * @param train trained on; without it the program cannot train
   * @param validation evaluated on after every epoch, if given
   * @throws IllegalArgumentException if the examples do not fit the network or the memory
   * @throws IllegalStateException if the wanted device is not there
   */
  public Program compile(Optional<Examples> train, Optional<Examples> validation) {
    NativeLibrary.load(model);
    return Program.compile(model, training.training(), train, validation, execution.execution());
  }
}
