package io.atelier.engine.search;

import io.atelier.data.Given;

/**
 * A combination that is tried.
 *
 * @param number from 1, in the order of the strategy
 * @param combination its settings
 */
public record Trial(int number, Combination combination) {
  /**
   * @throws IllegalArgumentException if {@code combination} is null
   */
  public Trial {
    Given.required(combination, "Trial", "a combination", "give the settings to try");
  }
}
