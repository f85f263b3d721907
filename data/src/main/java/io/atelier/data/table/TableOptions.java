package io.atelier.data.table;

import io.atelier.data.Given;
import java.util.List;
import java.util.Optional;

/**
 * How the columns of a table are read.
 *
 * @param target the column to predict; empty for the last
 * @param kind whether the target is a class or a number
 * @param categories columns that are categories although they hold numbers, such as postal codes,
 *     or although nearly every row has another text
 * @param without columns to leave out, such as row numbers
 */
public record TableOptions(
    Optional<String> target, TargetKind kind, List<String> categories, List<String> without) {
  /** The last column is the target; columns of text are categories. */
  public static final TableOptions DEFAULT =
      new TableOptions(Optional.empty(), TargetKind.AUTOMATIC, List.of(), List.of());

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if something is null, or the target is left out
   */
  public TableOptions {
    Given.required(target, "TableOptions", "a target", "use Optional.empty() for the last column");
    Given.required(kind, "TableOptions", "a kind of target", "use TargetKind.AUTOMATIC");
    Given.required(categories, "TableOptions", "a list of categories", "use List.of() for none");
    Given.required(without, "TableOptions", "a list of columns", "use List.of() for none");
    categories = List.copyOf(categories);
    without = List.copyOf(without);
    if (target.isPresent() && without.contains(target.get())) {
      throw new IllegalArgumentException(
          "TableOptions needs its target among the columns that are read, got %s left out; choose another target"
              .formatted(target.get()));
    }
  }

  /** {@return the same options with this target column} */
  public TableOptions predicting(String column) {
    return new TableOptions(Optional.of(column), kind, categories, without);
  }
}
