package io.atelier.data;

/**
 * Examples in two parts.
 *
 * @param train the part to learn from
 * @param heldOut the part kept back to validate or test on
 */
public record Split(Examples train, Examples heldOut) {
  /**
   * @throws IllegalArgumentException if a part is null
   */
  public Split {
    Given.required(train, "Split", "examples to train on", "give the part to learn from");
    Given.required(heldOut, "Split", "held-out examples", "give the part kept back");
  }
}
