package io.atelier.engine.search;

import io.atelier.data.Given;
import java.util.List;

/**
 * What a combination must meet to be tried: at least one of some comparisons.
 *
 * @param any the comparisons, at least one
 */
public record Condition(List<Compared> any) {
  /**
   * @throws IllegalArgumentException if there is none, or one is null
   */
  public Condition {
    any = Given.list(any, "Condition", "comparisons");
    if (any.isEmpty()) {
      throw new IllegalArgumentException(
          "Condition needs at least one comparison, got none; leave it out");
    }
  }

  /** {@return a condition of one comparison} */
  public static Condition of(String setting, Compared.Relation relation, String other) {
    return new Condition(List.of(new Compared(setting, relation, other)));
  }

  /**
   * {@return whether a combination meets it}
   *
   * @throws IllegalArgumentException if sizes are compared of what is no number
   */
  public boolean holds(Combination combination) {
    return any.stream().anyMatch(compared -> compared.holds(combination));
  }
}
