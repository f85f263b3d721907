package io.atelier.engine.search;

import io.atelier.data.Given;

/**
 * A combination that was tried, and what came of it.
 *
 * @param combination the settings
 * @param objective the quantity by which trials are compared, a finite number
 */
public record Tried(Combination combination, double objective) {
  /**
   * @throws IllegalArgumentException if the number is not finite, or the combination null
   */
  public Tried {
    Given.required(combination, "Tried", "a combination", "give the settings that were tried");
    if (!Double.isFinite(objective)) {
      throw new IllegalArgumentException(
          "Tried needs a finite number, got " + objective + "; leave out trials that diverged");
    }
  }
}
