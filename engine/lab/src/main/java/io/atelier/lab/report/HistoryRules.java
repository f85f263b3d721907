package io.atelier.lab.report;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Scores;

/** What the numbers of an epoch can be. */
final class HistoryRules {
  private HistoryRules() {}

  /**
   * Requires an epoch that a training can give.
   *
   * @param line of the table it stands in
   * @throws IllegalArgumentException if it is none; the message names line and column
   */
  static void require(EpochResult epoch, int line) {
    require(epoch.training(), "", line);
    epoch.validation().ifPresent(scores -> require(scores, "val_", line));
    double rate = epoch.learningRate();
    // A schedule may come to 0: half a cosine of float32 numbers ends there.
    require(
        rate >= 0 && Double.isFinite(rate), line, "learning_rate", "a number of at least 0", rate);
    double seconds = epoch.took().toNanos() / 1e9;
    require(seconds >= 0, line, "seconds", "at least 0", seconds);
  }

  /**
   * A training that diverges has a loss that is infinite or no number; its epoch is kept. Where an
   * accuracy is watched the loss is at least 0; others may be below, as their formula is.
   */
  private static void require(Scores scores, String prefix, int line) {
    if (scores.metrics().containsKey("accuracy")) {
      require(!(scores.loss() < 0), line, prefix + "loss", "at least 0", scores.loss());
      double accuracy = scores.accuracy();
      require(
          accuracy >= 0 && accuracy <= 1, line, prefix + "accuracy", "a share in [0, 1]", accuracy);
    }
  }

  private static void require(boolean holds, int line, String column, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s in line %s needs %s, got %s"
              .formatted(column, Integer.toString(line), rule, Double.toString(value)));
    }
  }
}
