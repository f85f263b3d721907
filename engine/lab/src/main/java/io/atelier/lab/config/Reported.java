package io.atelier.lab.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The quantities that a training reports after every epoch: those that can be watched.
 *
 * @param names of the loss and the metrics
 * @param validated whether there are validation examples: each name is reported with {@link
 *     #VALIDATED} before it too
 */
public record Reported(List<String> names, boolean validated) {
  /** What the name of a quantity of the validation examples begins with. */
  public static final String VALIDATED = "val_";

  private static final String LOSS = "loss";

  /** Makes an immutable copy. */
  public Reported {
    names = List.copyOf(names);
  }

  /** {@return what a training reports} */
  public static Reported of(TrainingConfig training, boolean validated) {
    List<String> names = new ArrayList<>(List.of(LOSS));
    names.addAll(training.metricNames());
    return new Reported(names, validated);
  }

  /** {@return whether a quantity is reported} */
  public boolean has(String quantity) {
    return quantities().contains(quantity);
  }

  private List<String> quantities() {
    List<String> all = new ArrayList<>(names);
    if (validated) {
      names.forEach(name -> all.add(VALIDATED + name));
    }
    return all;
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
    boolean unvalidated = !validated && stopping.monitor().startsWith(VALIDATED);
    throw new IllegalArgumentException(
        "--patience needs a stopping.monitor that the training reports, one of %s, got %s; %s"
            .formatted(
                quantities(),
                stopping.monitor(),
                unvalidated
                    ? "give --validation-split, or --set stopping.monitor=loss"
                    : "choose one with --set stopping.monitor=%s, or add it to training.metrics"
                        .formatted(validated ? VALIDATED + LOSS : LOSS)));
  }
}
