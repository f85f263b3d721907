package io.atelier.data.summary;

/**
 * The numbers of a channel or column.
 *
 * @param name of it
 * @param mean of the finite numbers; NaN if there are none
 * @param deviation the square root of the mean squared difference from the mean, over all numbers
 *     (divided by n, as Keras' Normalization does)
 * @param smallest of the finite numbers
 * @param largest of the finite numbers
 * @param notFinite how many are NaN or infinite
 */
public record NumberSummary(
    String name, double mean, double deviation, double smallest, double largest, long notFinite) {

  /** {@return whether all its finite numbers are the same} */
  public boolean isConstant() {
    return smallest == largest;
  }
}
