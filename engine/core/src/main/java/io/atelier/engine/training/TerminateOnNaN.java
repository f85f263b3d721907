package io.atelier.engine.training;

import io.atelier.engine.Source;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stops after an epoch whose loss, on the training or the validation examples, is no finite number
 * (Keras' callback of this name, which looks at every batch's training loss).
 */
public record TerminateOnNaN() implements Callback {

  /** {@return whether a training has left the finite numbers} */
  public static boolean diverged(History history) {
    return reason(history).isPresent();
  }

  /**
   * {@return which loss of a training's last epoch is no finite number, for people: {@code the loss
   * was NaN in epoch 3}; empty if all are}
   */
  public static Optional<String> reason(History history) {
    return history.epochs().isEmpty() ? Optional.empty() : reason(history.last());
  }

  private static Optional<String> reason(EpochResult epoch) {
    return Stream.of("loss", "val_loss")
        .filter(name -> epoch.quantity(name).filter(loss -> !Double.isFinite(loss)).isPresent())
        .findFirst()
        .map(
            name ->
                "the %s was %s in epoch %s"
                    .formatted(name, epoch.quantity(name).orElseThrow(), epoch.epoch() + 1));
  }

  @Override
  public Verdict resumed(History history, Learner learner) {
    return epochEnded(history, learner);
  }

  @Override
  public Verdict epochEnded(History history, Learner learner) {
    return reason(history)
        .<Verdict>map(reason -> new Verdict.Stop("diverged: " + reason))
        .orElse(Verdict.CONTINUE);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
