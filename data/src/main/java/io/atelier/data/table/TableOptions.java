package io.atelier.data.table;

import io.atelier.data.Given;
import java.util.ArrayList;
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
 * @param weights the column of numbers from 0 that say how much each row counts in a loss; empty
 *     where all count alike
 */
public record TableOptions(
    Optional<String> target,
    TargetKind kind,
    List<String> categories,
    List<String> without,
    Optional<String> weights) {
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
    Given.required(weights, "TableOptions", "weights", "use Optional.empty() for none");
    if (weights.isPresent() && (weights.equals(target) || categories.contains(weights.get()))) {
      throw new IllegalArgumentException(
          "TableOptions needs a column of weights that is neither target nor category, got %s; choose another"
              .formatted(weights.get()));
    }
    if (target.isPresent() && without.contains(target.get())) {
      throw new IllegalArgumentException(
          "TableOptions needs its target among the columns that are read, got %s left out; choose another target"
              .formatted(target.get()));
    }
  }

  /** With rows that all count alike. */
  public TableOptions(
      Optional<String> target, TargetKind kind, List<String> categories, List<String> without) {
    this(target, kind, categories, without, Optional.empty());
  }

  /** {@return the same options with this target column} */
  public TableOptions predicting(String column) {
    return new TableOptions(Optional.of(column), kind, categories, without, weights);
  }

  /** {@return the same options with rows that count as much as this column says} */
  public TableOptions weighedBy(String column) {
    return new TableOptions(target, kind, categories, without, Optional.of(column));
  }

  /** {@return the same options, for inputs and targets: the weights are left out} */
  public TableOptions withoutWeights() {
    if (weights.isEmpty() || without.contains(weights.get())) {
      return this;
    }
    List<String> others = new ArrayList<>(without);
    others.add(weights.get());
    return new TableOptions(target, kind, categories, others, weights);
  }
}
