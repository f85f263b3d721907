package io.atelier.engine.layer.reshaping;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;

/**
 * Places in front of an axis and behind it.
 *
 * @param before at least 0
 * @param after at least 0
 */
@Keras(bare = true)
public record Margin(int before, int after) {
  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public Margin {
    if (before < 0 || after < 0) {
      throw new IllegalArgumentException(
          "Margin needs at least 0 places before and after, got %s and %s; give 0 for none"
              .formatted(before, after));
    }
  }

  int both() {
    return before + after;
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
