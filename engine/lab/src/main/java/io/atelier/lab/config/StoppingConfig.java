package io.atelier.lab.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.atelier.data.Given;
import io.atelier.engine.training.EarlyStopping;
import io.atelier.engine.training.FinalWeights;
import io.atelier.engine.training.Mode;
import io.atelier.engine.training.Monitor;
import io.atelier.lab.setting.Bound;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What ends a training before its last epoch.
 *
 * @param monitor the quantity that tells a better epoch, such as {@code val_loss}
 * @param mode which values of it are better
 * @param patience epochs without a better one before stopping; 0 for no early stopping
 * @param restoreBest whether the weights are set back to those of the best epoch; needs patience
 * @param restoreRule when they are; without {@code restoreBest} it does not matter and is {@link
 *     RestoreRule#ALWAYS}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StoppingConfig(
    String monitor, Mode mode, int patience, boolean restoreBest, RestoreRule restoreRule) {
  /** No early stopping. */
  public static final StoppingConfig NONE =
      new StoppingConfig("val_loss", Mode.AUTO, 0, false, RestoreRule.ALWAYS);

  /** When a run that restores its best epoch's weights does so. */
  public enum RestoreRule {
    /** Only if early stopping ended the training (Keras 2.12). */
    @JsonProperty("if-stopped")
    IF_STOPPED,
    /** Whenever the training ends, also after its last epoch (Keras 3). */
    @JsonProperty("always")
    ALWAYS
  }

  /**
   * @throws IllegalArgumentException if a number is out of its range, the weights are to be
   *     restored without patience, or anything is null
   */
  public StoppingConfig {
    Given.required(mode, "stopping", "a mode", "use auto if unsure");
    Given.required(restoreRule, "stopping", "a restore_rule", "use always if unsure");
    Bound.PATIENCE.require(patience);
    var unused = Monitor.of(monitor, mode);
    restoreRule = restoreBest ? restoreRule : RestoreRule.ALWAYS;
    if (restoreBest && restoreRule == RestoreRule.ALWAYS && patience == 0) {
      throw new IllegalArgumentException(
          "--restore-best needs --patience, got 0; give the epochs to wait for a better one");
    }
  }

  /** {@return what tells a better epoch} */
  public Monitor monitored() {
    return Monitor.of(monitor, mode);
  }

  /** {@return the rule of early stopping; empty without} */
  public Optional<EarlyStopping> early() {
    return patience == 0
        ? Optional.empty()
        : Optional.of(
            new EarlyStopping(monitored(), patience, 0, OptionalDouble.empty(), 0, finalWeights()));
  }

  private FinalWeights finalWeights() {
    if (!restoreBest) {
      return FinalWeights.LAST;
    }
    return restoreRule == RestoreRule.ALWAYS ? FinalWeights.BEST : FinalWeights.BEST_IF_STOPPED;
  }
}
