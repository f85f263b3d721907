package io.atelier.paper.reproduction;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atelier.paper.network.PaperNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * How long trainings take on two CPU cores, roughly, which says how much of the whole each is: the
 * content of {@code costs.json}.
 *
 * @param all by {@code row/model}, and a search's trial by its row
 */
record Costs(Map<String, Cost> all) {
  /** Start of a process, data, test and export; a tiny training is little else. */
  private static final double OVERHEAD = 5;

  /**
   * A training with the paper's settings.
   *
   * @param epochs it runs
   * @param seconds it takes
   */
  record Cost(int epochs, double seconds) {}

  static Costs read() {
    try (InputStream file = Costs.class.getResourceAsStream("costs.json")) {
      return new Costs(new JsonMapper().readValue(file, new TypeReference<Map<String, Cost>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return seconds of a training, there} */
  double of(PlannedTraining training) {
    return seconds(
        training.row() + "/" + training.config().model().name(),
        training.config().training().epochs(),
        training.config().data().limit());
  }

  /** {@return seconds of a search's trial, there} */
  double ofTrial(String row, ReproductionSettings settings) {
    return seconds(row, settings.epochs(), settings.limit());
  }

  /** {@return the epochs a training may be expected to run} */
  int epochs(PlannedTraining training) {
    Cost cost = all.get(training.row() + "/" + training.config().model().name());
    return Math.min(cost.epochs(), training.config().training().epochs());
  }

  private double seconds(String name, int epochs, int images) {
    Cost cost = all.get(name);
    double share =
        Math.min(1, (double) epochs / cost.epochs()) * images / PaperNetworks.TRAINING_IMAGES;
    return OVERHEAD + share * cost.seconds();
  }
}
