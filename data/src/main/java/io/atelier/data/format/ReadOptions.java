package io.atelier.data.format;

import io.atelier.data.Given;
import io.atelier.data.table.TableOptions;

/**
 * How data sets are read, a record for each format that has a choice.
 *
 * @param table for CSV files
 */
public record ReadOptions(TableOptions table) {
  /** What is right for most files. */
  public static final ReadOptions DEFAULT = new ReadOptions(TableOptions.DEFAULT);

  /**
   * @throws IllegalArgumentException if something is null
   */
  public ReadOptions {
    Given.required(table, "ReadOptions", "options of a table", "use TableOptions.DEFAULT");
  }
}
