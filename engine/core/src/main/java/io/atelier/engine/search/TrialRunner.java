package io.atelier.engine.search;

import java.io.IOException;
import java.util.Optional;

/** Trains trials; several threads may ask at once, each for another trial. */
@FunctionalInterface
public interface TrialRunner {
  /**
   * Trains a trial, from its last checkpoint if it was begun before.
   *
   * @param epochs at most, those before included
   * @return empty if the search was interrupted meanwhile
   * @throws IOException what no trial can help, such as a full disk: it ends the search, and a
   *     resumed one tries the trial again
   * @throws Exception why the trial failed
   */
  Optional<TrialResult> run(Trial trial, int epochs) throws Exception;
}
