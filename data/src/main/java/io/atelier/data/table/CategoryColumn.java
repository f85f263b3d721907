package io.atelier.data.table;

import java.util.List;

/**
 * A column of categories: an input for each, 1 for the one that a row has, else 0. For a missing or
 * unknown category all are 0.
 *
 * @param name of the column
 * @param categories those of the training part, sorted
 */
public record CategoryColumn(String name, List<String> categories) {
  /** Copies the list. */
  public CategoryColumn {
    categories = List.copyOf(categories);
  }
}
