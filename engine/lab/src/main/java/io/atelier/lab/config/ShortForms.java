package io.atelier.lab.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.JsonReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Settings by short names, as flags say them: most stand for one setting, a few for a change of the
 * model or the optimizer.
 */
public final class ShortForms {
  /** The setting that a short name stands for. */
  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("epochs", "training.epochs"),
          Map.entry("batchSize", "training.batch_size"),
          Map.entry("seed", "training.seed"),
          Map.entry("callback", "training.callbacks"),
          Map.entry("from", "training.from"),
          Map.entry("patience", "stopping.patience"),
          Map.entry("restoreBest", "stopping.restore_best"),
          Map.entry("restoreRule", "stopping.restore_rule"),
          Map.entry("validationSplit", "data.validation_split"),
          Map.entry("limit", "data.limit"),
          Map.entry("device", "execution.device"),
          Map.entry("threads", "execution.threads"),
          Map.entry("memory", "execution.memory"),
          Map.entry("gpu", "execution.gpu"),
          Map.entry("gpuMemory", "execution.gpu_memory"),
          Map.entry("precision", "execution.precision"),
          Map.entry("gpus", "execution.gpus"),
          Map.entry("evaluationBatch", "execution.evaluation_batch"));

  private static final String OPTIMIZER = "optimizer";
  private static final String RATE = "learningRate";
  private static final String MOMENTUM = "momentum";
  private static final String DROPOUT = "dropout";
  private static final String INITIALIZER = "initializer";
  private static final String DEVELOPMENT = "development";

  private static final List<String> CHANGES =
      List.of(OPTIMIZER, RATE, MOMENTUM, DROPOUT, INITIALIZER, DEVELOPMENT);

  private ShortForms() {}

  /** {@return the short names by the settings they stand for, {@code training.batch_size}} */
  public static Map<String, String> byPath() {
    return PATHS.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  /**
   * {@return settings with others over them}
   *
   * @param settings in the shape of {@code config.json}
   * @param chosen by short names; none twice, none null
   * @throws IllegalArgumentException if a name is unknown or a value out of range
   */
  public static RunConfig over(ObjectNode settings, ObjectNode chosen) {
    requireKnown(chosen);
    ObjectNode changed = settings;
    for (Map.Entry<String, JsonNode> setting : chosen.properties()) {
      if (PATHS.containsKey(setting.getKey())) {
        changed = Overlay.set(changed, PATHS.get(setting.getKey()), setting.getValue());
      }
    }
    if (value(chosen, DEVELOPMENT, Boolean.class).orElse(false)) {
      changed =
          Overlay.set(
              changed,
              "data.validation",
              Json.MAPPER.valueToTree(DataConfig.Validation.DEVELOPMENT));
    }
    RunConfig config = RunConfig.of(changed);
    return config
        .with(config.training().with(optimizer(config, chosen)))
        .with(model(config.model(), chosen));
  }

  private static Optimizer optimizer(RunConfig config, ObjectNode chosen) {
    Optimizer now = config.training().optimizer();
    Optimizer named =
        value(chosen, OPTIMIZER, String.class)
            .map(name -> Presets.optimizer(config.model().name(), name))
            .filter(other -> !sameKind(other, now))
            .orElse(now);
    Optimizer rated =
        value(chosen, RATE, Double.class)
            .map(rate -> OptimizerEdit.rate(named, rate))
            .orElse(named);
    return value(chosen, MOMENTUM, Double.class)
        .map(momentum -> momentum(rated, momentum, chosen.has(OPTIMIZER)))
        .orElse(rated);
  }

  /** Files of earlier versions say a momentum beside every optimizer: it is SGD's alone. */
  private static Optimizer momentum(Optimizer optimizer, double momentum, boolean named) {
    OptimizerEdit.requireMomentum(momentum);
    return named && !OptimizerEdit.hasMomentum(optimizer)
        ? optimizer
        : OptimizerEdit.momentum(optimizer, momentum);
  }

  /** Whether two optimizers differ in their rate and momentum alone. */
  private static boolean sameKind(Optimizer one, Optimizer other) {
    return kind(one).equals(kind(other));
  }

  private static JsonNode kind(Optimizer optimizer) {
    JsonNode tree = KerasConfig.tree(optimizer);
    for (String number : List.of("momentum", "initial_learning_rate")) {
      for (JsonNode config : tree.findParents(number)) {
        ((ObjectNode) config).putNull(number);
      }
    }
    for (JsonNode config : tree.findParents("learning_rate")) {
      if (config.get("learning_rate").isNumber()) {
        ((ObjectNode) config).putNull("learning_rate");
      }
    }
    return tree;
  }

  private static Model model(Model model, ObjectNode chosen) {
    Model filled =
        value(chosen, DROPOUT, Double.class)
            .map(rate -> ModelEdit.dropout(model, rate))
            .orElse(model);
    return value(chosen, INITIALIZER, KernelInitializer.class)
        .map(initializer -> ModelEdit.kernels(filled, initializer.initializer()))
        .orElse(filled);
  }

  private static <T> Optional<T> value(ObjectNode chosen, String name, Class<T> type) {
    if (!chosen.has(name)) {
      return Optional.empty();
    }
    try {
      T value = Json.MAPPER.treeToValue(chosen.get(name), type);
      if (value != null) {
        return Optional.of(value);
      }
      throw wrong(name, type, null); // Jackson takes an empty text for nothing.
    } catch (JsonProcessingException e) {
      throw wrong(name, type, e);
    }
  }

  private static IllegalArgumentException wrong(String name, Class<?> type, Exception cause) {
    return new IllegalArgumentException(
        "setting '%s' needs %s, got something else".formatted(name, JsonReason.kind(type)), cause);
  }

  private static void requireKnown(ObjectNode chosen) {
    for (Map.Entry<String, JsonNode> setting : chosen.properties()) {
      String name = setting.getKey();
      if (!PATHS.containsKey(name) && !CHANGES.contains(name)) {
        var known = new TreeSet<>(PATHS.keySet());
        known.addAll(CHANGES);
        known.addAll(RunConfigs.SECTIONS);
        known.add(RunConfigs.MODEL);
        throw new IllegalArgumentException(
            "unknown setting '%s'; the settings are %s".formatted(name, known));
      }
      if (setting.getValue().isNull()) {
        throw new IllegalArgumentException(
            "setting '%s' needs a value, got null; leave it out for its default".formatted(name));
      }
    }
  }
}
