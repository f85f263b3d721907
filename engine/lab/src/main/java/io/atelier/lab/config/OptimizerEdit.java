package io.atelier.lab.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.lab.setting.Bound;
import java.util.Locale;
import java.util.OptionalDouble;

/** Changes one number of an optimizer, whichever it is, in its Keras config. */
public final class OptimizerEdit {
  private static final String RATE = "learning_rate";
  private static final String FIRST_RATE = "initial_learning_rate";

  /** What a schedule rises to before it falls; the first rate is where it rises from then. */
  private static final String TOP_RATE = "warmup_target";

  private OptimizerEdit() {}

  /**
   * {@return an optimizer with another rate; of a schedule, the rate it begins with, or that it
   * rises to}
   *
   * @throws IllegalArgumentException if it has no such rate, or the rate is out of range
   */
  public static Optimizer rate(Optimizer optimizer, double rate) {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException("--learning-rate needs a positive number, got " + rate);
    }
    Bound.LEARNING_RATE.require(rate);
    ObjectNode tree = (ObjectNode) KerasConfig.tree(optimizer);
    ObjectNode config = (ObjectNode) innermost(tree);
    JsonNode now = config.path(RATE);
    if (now.isNumber()) {
      config.put(RATE, rate);
    } else if (now.path("config").has(FIRST_RATE)) {
      ((ObjectNode) now.get("config")).put(ofSchedule(now), rate);
    } else {
      throw new IllegalArgumentException(
          "--learning-rate needs an optimizer with a rate that it begins with, got %s; use --set with the path of the number"
              .formatted(optimizer));
    }
    return KerasConfig.read(tree, Optimizer.class);
  }

  private static String ofSchedule(JsonNode schedule) {
    return schedule.at("/config/" + TOP_RATE).isNumber() ? TOP_RATE : FIRST_RATE;
  }

  /** {@return the rate that an optimizer begins with or rises to; empty if it has none such} */
  public static OptionalDouble rate(Optimizer optimizer) {
    JsonNode rate = innermost(KerasConfig.tree(optimizer)).path(RATE);
    JsonNode first = rate.isNumber() ? rate : rate.at("/config/" + ofSchedule(rate));
    return first.isNumber() ? OptionalDouble.of(first.doubleValue()) : OptionalDouble.empty();
  }

  /** {@return the settings of an optimizer, or of the one it holds as a whole} */
  private static JsonNode innermost(JsonNode optimizer) {
    JsonNode config = optimizer.get("config");
    return config.has("optimizer") ? innermost(config.get("optimizer")) : config;
  }

  /**
   * Requires a momentum that optimizers can have.
   *
   * @throws IllegalArgumentException if it is none
   */
  static void requireMomentum(double momentum) {
    Bound.MOMENTUM.require(momentum);
    Bound.requireFloat32("--momentum", "a number", momentum);
  }

  /** {@return whether an optimizer has a momentum to change} */
  public static boolean hasMomentum(Optimizer optimizer) {
    return innermost(KerasConfig.tree(optimizer)).has("momentum");
  }

  /** {@return the error of a momentum for an optimizer that has none} */
  public static IllegalArgumentException withoutMomentum(Optimizer optimizer) {
    return new IllegalArgumentException(
        "--momentum needs --optimizer sgd, got %s; leave one of them out"
            .formatted(
                KerasConfig.tree(optimizer).path("class_name").asText().toLowerCase(Locale.ROOT)));
  }

  /**
   * {@return an optimizer with another momentum}
   *
   * @throws IllegalArgumentException if it has none, or the momentum is out of range
   */
  public static Optimizer momentum(Optimizer optimizer, double momentum) {
    requireMomentum(momentum);
    ObjectNode tree = (ObjectNode) KerasConfig.tree(optimizer);
    ObjectNode config = (ObjectNode) innermost(tree);
    if (!hasMomentum(optimizer)) {
      throw withoutMomentum(optimizer);
    }
    config.put("momentum", momentum);
    return KerasConfig.read(tree, Optimizer.class);
  }
}
