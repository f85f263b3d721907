package io.atelier.engine.training;

import io.atelier.data.Given;
import java.util.List;
import java.util.stream.Stream;

/**
 * The finished epochs of a training and why it ended.
 *
 * @param epochs in order, numbered from 0
 * @param ended the reason, or an empty text while it goes on
 */
public record History(List<EpochResult> epochs, String ended) {
  /** Before the first epoch. */
  public static final History EMPTY = new History(List.of(), "");

  /**
   * Makes an immutable copy.
   *
   * @throws IllegalArgumentException if anything is null
   */
  public History {
    epochs = Given.list(epochs, "History", "epochs");
    Given.required(ended, "History", "a reason why it ended", "use \"\" while it goes on");
  }

  /** {@return this history with one more epoch} */
  public History with(EpochResult epoch) {
    Given.required(epoch, "History", "an epoch", "give what the epoch gave");
    return new History(Stream.concat(epochs.stream(), Stream.of(epoch)).toList(), ended);
  }

  /** {@return this history, ended for the given reason} */
  public History endedBy(String reason) {
    return new History(epochs, reason);
  }

  /**
   * {@return the newest epoch}
   *
   * @throws IllegalStateException if there is none
   */
  public EpochResult last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException(
          "History needs a finished epoch, got none; train for at least one");
    }
    return epochs.get(epochs.size() - 1);
  }
}
