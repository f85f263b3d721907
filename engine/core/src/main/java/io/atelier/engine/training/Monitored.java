package io.atelier.engine.training;

import java.util.List;

/** Whether a training reports what its listeners watch. */
final class Monitored {
  private Monitored() {}

  /**
   * Requires that every quantity a listener watches is among those reported.
   *
   * @param reported empty if that is not known yet
   * @throws IllegalArgumentException if one is not
   */
  static void require(List<TrainingListener> listeners, List<String> reported) {
    for (TrainingListener listener : listeners) {
      for (String quantity : listener.monitored()) {
        if (!reported.isEmpty() && !reported.contains(quantity)) {
          throw new IllegalArgumentException(
              "%s needs a quantity that the training reports, one of %s, got %s; %s"
                  .formatted(name(listener), reported, quantity, cure(quantity, reported)));
        }
      }
    }
  }

  private static String name(TrainingListener listener) {
    Class<?> type = listener.getClass();
    return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
  }

  private static String cure(String quantity, List<String> reported) {
    return quantity.startsWith(EpochResult.VALIDATED)
            && !reported.contains(EpochResult.VALIDATED + "loss")
        ? "give the program validation examples, or monitor one of those"
        : "monitor one of those, or add it to the training's metrics";
  }
}
