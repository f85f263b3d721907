package io.atelier.models.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.optimizer.Optimizer;

/** Changes one number of an optimizer, whichever it is, in its Keras config. */
public final class OptimizerEdit {
  private static final String RATE = "learning_rate";
  private static final String FIRST_RATE = "initial_learning_rate";

  private OptimizerEdit() {}

  /**
   * {@return an optimizer with another rate; of a schedule, the rate it begins with}
   *
   * @throws IllegalArgumentException if it has no such rate, or the rate is out of range
   */
  public static Optimizer rate(Optimizer optimizer, double rate) {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException("--learning-rate needs a positive number, got " + rate);
    }
    ObjectNode tree = (ObjectNode) KerasConfig.tree(optimizer);
    ObjectNode config = (ObjectNode) tree.get("config");
    JsonNode now = config.path(RATE);
    if (now.isNumber()) {
      config.put(RATE, rate);
    } else if (now.path("config").has(FIRST_RATE)) {
      ((ObjectNode) now.get("config")).put(FIRST_RATE, rate);
    } else {
      throw new IllegalArgumentException(
          "--learning-rate needs an optimizer with a rate that it begins with, got %s; use --set with the path of the number"
              .formatted(optimizer));
    }
    return KerasConfig.read(tree, Optimizer.class);
  }

  /**
   * {@return an optimizer with another momentum}
   *
   * @throws IllegalArgumentException if it has none, or the momentum is out of range
   */
  public static Optimizer momentum(Optimizer optimizer, double momentum) {
    ObjectNode tree = (ObjectNode) KerasConfig.tree(optimizer);
    ObjectNode config = (ObjectNode) tree.get("config");
    if (!config.has("momentum")) {
      throw new IllegalArgumentException(
          "--momentum needs --optimizer sgd, got %s; leave one of them out"
              .formatted(tree.path("class_name").asText()));
    }
    config.put("momentum", momentum);
    return KerasConfig.read(tree, Optimizer.class);
  }
}
