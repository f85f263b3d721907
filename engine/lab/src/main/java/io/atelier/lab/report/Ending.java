package io.atelier.lab.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a training ended; {@link Report#stopped} tells it to people. */
public enum Ending {
  /** All the epochs that were asked for are trained. */
  @JsonProperty("all-epochs")
  ALL_EPOCHS,
  /** Early stopping, a loss that is no finite number, or a watcher ended it. */
  @JsonProperty("stopped")
  STOPPED,
  /** It was ended on request before its time: it can be resumed. */
  @JsonProperty("interrupted")
  INTERRUPTED;

  /** {@return what the words of a report mean whose version recorded nothing else} */
  static Ending told(String stopped) {
    return switch (stopped) {
      case "all epochs trained" -> ALL_EPOCHS;
      case "interrupted" -> INTERRUPTED;
      default -> STOPPED;
    };
  }
}
