package io.atelier.data.table;

import io.atelier.data.DataSetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Decides what each column of a training part is.
 *
 * @param train the file of the training part
 * @param options what the user says of the columns
 * @param target the column that is predicted
 */
record ColumnChoice(CsvFile train, TableOptions options, String target) {
  /** So many inputs of one column are a mistake. */
  private static final int MOST_CATEGORIES = 100_000;

  /**
   * {@return how the columns become inputs}
   *
   * @param notes gets a sentence about each column that is left out
   */
  TableEncoding encoding(List<String> notes) throws IOException {
    var scans = new LinkedHashMap<Integer, ColumnScan>();
    for (int i = 0; i < train.columns().size(); i++) {
      String column = train.columns().get(i);
      if (!column.equals(target) && !options.without().contains(column)) {
        boolean named = options.categories().contains(column);
        scans.put(i, named ? new ColumnScan(column, MOST_CATEGORIES + 1) : ColumnScan.of(column));
      }
    }
    train.each((line, cells) -> scans.forEach((place, scan) -> scan.add(line, cells.get(place))));
    var numbers = new ArrayList<NumberColumn>();
    var categories = new ArrayList<CategoryColumn>();
    for (ColumnScan scan : scans.values()) {
      String column = scan.name();
      if (scan.hasNothing()) {
        notes.add("The column %s is left out: it has no value in any row.".formatted(column));
      } else if (options.categories().contains(column)) {
        categories.add(category(column, scan));
      } else {
        scan.requireOneKind(train.path());
        if (scan.isNumeric()) {
          numbers.add(scan.number());
          if (scan.countsRows()) {
            notes.add(
                "The column %s counts the rows; leave it out if it is no more.".formatted(column));
          }
        } else if (scan.isFreeText()) {
          notes.add(
              "The column %s is left out: it has %s different texts; say so if they are categories."
                  .formatted(column, scan.differentCells()));
        } else {
          categories.add(new CategoryColumn(column, scan.categories()));
        }
      }
    }
    if (numbers.isEmpty() && categories.isEmpty()) {
      throw new DataSetException(
          "%s needs a column to learn from beside its target %s, got none%s; add one"
              .formatted(train.path(), target, notes.isEmpty() ? "" : " " + notes));
    }
    return new TableEncoding(numbers, categories, target);
  }

  private CategoryColumn category(String column, ColumnScan scan) throws DataSetException {
    if (scan.isFull()) {
      throw new DataSetException(
          "%s needs at most %s categories in its column %s, got more; leave it out"
              .formatted(train.path(), MOST_CATEGORIES, column));
    }
    return new CategoryColumn(column, scan.categories());
  }
}
