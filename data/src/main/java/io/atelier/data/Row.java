package io.atelier.data;

import java.util.Arrays;
import java.util.Optional;

/**
 * One example of a data set that is given row by row, with either numbers to predict or a class:
 *
 * <pre>{@code
 * Row.of(new float[] {0.3f, 1.5f}, 21.5f)      // a number to predict
 * Row.of(new float[] {0.3f, 1.5f}, "setosa")   // a class
 * }</pre>
 *
 * @param input what the model sees; held, not copied
 * @param target the numbers to predict; empty where the example has a class
 * @param className the class; empty where the example has numbers to predict
 */
@SuppressWarnings("ArrayRecordComponent") // equals is by content
public record Row(float[] input, float[] target, Optional<String> className) {

  /**
   * Checks that there is one answer.
   *
   * @throws IllegalArgumentException if something is null, the input has no numbers, or there is
   *     not either a target or a class
   */
  public Row {
    Given.required(input, "Row", "an input", "give what the model sees");
    Given.required(target, "Row", "a target", "use new float[0] where there is a class");
    Given.required(className, "Row", "a class", "use Optional.empty() where there are numbers");
    if (input.length == 0) {
      throw new IllegalArgumentException(
          "Row needs at least one number as its input, got none; give what the model sees");
    }
    if (className.isPresent() == target.length > 0) {
      throw new IllegalArgumentException(
          "Row needs either numbers to predict or a class, got %s numbers and the class %s; give one of the two"
              .formatted(target.length, className));
    }
  }

  /** {@return an example with numbers to predict} */
  public static Row of(float[] input, float... target) {
    return new Row(input, target, Optional.empty());
  }

  /** {@return an example of a class} */
  public static Row of(float[] input, String className) {
    Given.required(className, "Row", "a class", "name the class");
    return new Row(input, new float[0], Optional.of(className));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row that
        && Arrays.equals(input, that.input)
        && Arrays.equals(target, that.target)
        && className.equals(that.className);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(input) + Arrays.hashCode(target)) + className.hashCode();
  }

  @Override
  public String toString() {
    return "Row[input=%s, target=%s, className=%s]"
        .formatted(Arrays.toString(input), Arrays.toString(target), className);
  }
}
