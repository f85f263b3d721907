package io.atelier.paper.reproduction;

import io.atelier.lab.config.RunConfig;
import java.nio.file.Path;

/**
 * A training of the paper's.
 *
 * @param row of its experiment
 * @param config its settings
 */
public record PlannedTraining(String row, RunConfig config) {
  /** {@return the run folder, among those of a reproduction} */
  Path in(Path runs) {
    return runs.resolve(row)
        .resolve(config.model().name())
        .resolve("seed-" + config.training().seed());
  }

  /** {@return {@code mlp-sgd mlp-small-64}, and the seed if it is not the tables'} */
  @Override
  public String toString() {
    String seed = config.training().seed() == 0 ? "" : " with seed " + config.training().seed();
    return row + " " + config.model().name() + seed;
  }
}
