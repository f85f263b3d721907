package io.atelier.lab.report;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Made-up histories. */
final class Histories {
  private Histories() {}

  /** {@return an epoch of loss 1.5 and accuracy 0.25, validated with 0.5 and 0.75} */
  static EpochResult epoch(int number) {
    return new EpochResult(
        number, scores(1.5, 0.25), Optional.of(scores(0.5, 0.75)), 0.01f, Duration.ofMillis(1234));
  }

  static EpochResult withoutValidation(int number) {
    return new EpochResult(
        number, scores(1.5, 0.25), Optional.empty(), 0.01f, Duration.ofMillis(1234));
  }

  static Scores scores(double loss, double accuracy) {
    return new Scores(loss, Map.of("accuracy", accuracy));
  }

  static History of(EpochResult... epochs) {
    return new History(List.of(epochs), "all epochs trained");
  }
}
