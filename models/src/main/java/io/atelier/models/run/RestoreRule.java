package io.atelier.models.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.training.FinalWeights;

/** When a run that restores its best epoch's weights does so. */
public enum RestoreRule {
  /**
   * Only if early stopping ended the training (Keras 2.12): the rule of runs that were begun before
   * it was recorded.
   */
  @JsonProperty("if-stopped")
  IF_STOPPED(FinalWeights.BEST_IF_STOPPED),
  /** Whenever the training ends, also after its last epoch (Keras 3): the rule of new runs. */
  @JsonProperty("always")
  ALWAYS(FinalWeights.BEST);

  private static final String SETTING = "restoreRule";

  private final FinalWeights weights;

  RestoreRule(FinalWeights weights) {
    this.weights = weights;
  }

  /** {@return the engine's name for it} */
  FinalWeights weights() {
    return weights;
  }

  /** {@return whether a {@code config.json} is of a version that records this rule} */
  static boolean recorded(ObjectNode settings) {
    return settings.has(SETTING);
  }

  /**
   * {@return the settings of a run as it was begun with them}
   *
   * @param recorded its {@code config.json}, which may be of a time without this rule
   */
  static ObjectNode begunWith(ObjectNode recorded) {
    if (!recorded.has(SETTING)) {
      RunConfigs.choose(recorded, SETTING, IF_STOPPED);
    }
    return recorded;
  }
}
