package io.atelier.engine.search;

import io.atelier.data.Given;

/**
 * A setting compared with another, or with a value: {@code new Compared("units_1", AT_LEAST,
 * "units_2")}.
 *
 * @param setting name of a setting
 * @param relation that has to hold
 * @param other name of another setting, or else a value
 */
public record Compared(String setting, Relation relation, String other) {

  /** How two values stand to each other. */
  public enum Relation {
    /** They are equal. */
    IS,
    /** They differ. */
    IS_NOT,
    /** The first is a number not below the second. */
    AT_LEAST,
    /** The first is a number not above the second. */
    AT_MOST,
    /** The first is a larger number. */
    MORE_THAN,
    /** The first is a smaller number. */
    LESS_THAN;

    /** {@return whether it is about the size of numbers} */
    public boolean ordered() {
      return this != IS && this != IS_NOT;
    }
  }

  /**
   * @throws IllegalArgumentException if anything is null or empty
   */
  public Compared {
    Given.required(setting, "Compared", "a setting", "name one of the space");
    Given.required(relation, "Compared", "a relation", "give one such as AT_LEAST");
    Given.required(other, "Compared", "another setting or a value", "give what to compare with");
    if (setting.isBlank() || other.isBlank()) {
      throw new IllegalArgumentException(
          "Compared needs a setting and another or a value, got \"%s\" and \"%s\"; name both"
              .formatted(setting, other));
    }
  }

  /**
   * {@return whether it holds}
   *
   * @throws IllegalArgumentException if sizes are compared of what is no number
   */
  boolean holds(Combination combination) {
    String left = combination.values().get(setting);
    String right = combination.values().getOrDefault(other, other);
    return switch (relation) {
      case IS -> same(left, right);
      case IS_NOT -> !same(left, right);
      case AT_LEAST -> number(left) >= number(right);
      case AT_MOST -> number(left) <= number(right);
      case MORE_THAN -> number(left) > number(right);
      case LESS_THAN -> number(left) < number(right);
    };
  }

  private static boolean same(String left, String right) {
    return left.equals(right)
        || (Numeric.is(left) && Numeric.is(right) && Numeric.of(left) == Numeric.of(right));
  }

  private double number(String text) {
    if (!Numeric.is(text)) {
      throw new IllegalArgumentException(
          "Compared needs numbers to compare %s with %s, got %s; use IS or IS_NOT for others"
              .formatted(setting, other, text));
    }
    return Numeric.of(text);
  }
}
