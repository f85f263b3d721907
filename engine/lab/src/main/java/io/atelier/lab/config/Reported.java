package io.atelier.lab.config;

import io.atelier.engine.training.Callback;
import io.atelier.engine.training.EpochResult;
import java.util.List;

/**
 * The quantities that a training reports after every epoch: those that can be watched.
 *
 * @param quantities by their names, the loss first
 */
public record Reported(List<String> quantities) {
  private static final String LOSS = "loss";

  /** Makes an immutable copy. */
  public Reported {
    quantities = List.copyOf(quantities);
  }

  /**
   * {@return what a training reports}
   *
   * @param validated whether there are validation examples
   */
  public static Reported of(TrainingConfig training, boolean validated) {
    return new Reported(training.quantities(validated));
  }

  /** {@return whether a quantity is reported} */
  public boolean has(String quantity) {
    return quantities.contains(quantity);
  }

  /**
   * Requires that callbacks watch what is reported.
   *
   * @throws IllegalArgumentException if one does not
   */
  public void require(List<Callback> callbacks) {
    for (Callback callback : callbacks) {
      for (String quantity : callback.monitored()) {
        if (!has(quantity)) {
          throw new IllegalArgumentException(
              "training.callbacks need quantities that the training reports, of %s, got %s in %s; %s"
                  .formatted(
                      quantities,
                      quantity,
                      callback,
                      "monitor one of those, or give --validation-split"));
        }
      }
    }
  }

  /**
   * Requires that early stopping, if there is any, watches what is reported.
   *
   * @throws IllegalArgumentException if it does not
   */
  public void require(StoppingConfig stopping) {
    if (stopping.patience() == 0 || has(stopping.monitor())) {
      return;
    }
    boolean validated = has(EpochResult.VALIDATED + LOSS);
    boolean unvalidated = !validated && stopping.monitor().startsWith(EpochResult.VALIDATED);
    throw new IllegalArgumentException(
        "--patience needs a stopping.monitor that the training reports, one of %s, got %s; %s"
            .formatted(
                quantities,
                stopping.monitor(),
                unvalidated
                    ? "give --validation-split, or --set stopping.monitor=loss"
                    : "choose one with --set stopping.monitor=%s, or add it to training.metrics"
                        .formatted(validated ? EpochResult.VALIDATED + LOSS : LOSS)));
  }
}
