package io.atelier.data.table;

import io.atelier.data.DataSetException;
import io.atelier.data.FloatValues;
import io.atelier.data.Given;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the rows of a table become the inputs of a model: first the columns of numbers, then an input
 * for each category. It is learned from the training part, kept with the model, and used for new
 * rows:
 *
 * <pre>{@code
 * FloatValues inputs = encoding.encode(CsvFile.open(Path.of("new.csv")), notes);   // [rows, inputs]
 * float[] input = encoding.encode(Map.of("size", "120", "town", "Ulm"));
 * }</pre>
 *
 * @param numbers the columns of numbers
 * @param categories the columns of categories
 * @param target the column that is predicted
 */
public record TableEncoding(
    List<NumberColumn> numbers, List<CategoryColumn> categories, String target) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if something is null, or there is no column to learn from
   */
  public TableEncoding {
    Given.required(numbers, "TableEncoding", "columns of numbers", "use List.of() for none");
    Given.required(categories, "TableEncoding", "columns of categories", "use List.of() for none");
    Given.required(target, "TableEncoding", "a target", "name the column that is predicted");
    numbers = List.copyOf(numbers);
    categories = List.copyOf(categories);
    if (numbers.isEmpty() && categories.isEmpty()) {
      throw new IllegalArgumentException(
          "TableEncoding needs a column to learn from, got only the target %s; add one"
              .formatted(target));
    }
  }

  /**
   * {@return how the columns of a training part become inputs}
   *
   * @param train the file of the training part
   * @param target the column that is predicted
   * @param notes gets a sentence about each column that is left out
   * @throws DataSetException if a column holds numbers and texts, or none is left to learn from
   */
  public static TableEncoding learned(
      CsvFile train, TableOptions options, String target, List<String> notes) throws IOException {
    return new ColumnChoice(train, options, target).encoding(notes);
  }

  /** {@return what each input of the model is, in order, such as {@code age is missing}} */
  public List<String> inputNames() {
    var names = new ArrayList<String>();
    for (NumberColumn column : numbers) {
      names.add(column.name());
      if (column.marked()) {
        names.add(column.name() + " is missing");
      }
    }
    for (CategoryColumn column : categories) {
      column.categories().forEach(category -> names.add(column.name() + " is " + category));
    }
    return names;
  }

  /** {@return the columns that a row needs to have} */
  public List<String> columns() {
    var columns = new ArrayList<String>();
    numbers.forEach(column -> columns.add(column.name()));
    categories.forEach(column -> columns.add(column.name()));
    return columns;
  }

  /**
   * {@return the inputs {@code [rows, inputs]} of a file's rows; its columns may be in another
   * order}
   *
   * @param notes gets a sentence about what the training part did not have
   * @throws DataSetException if a column is not there, or a cell is no number where one is needed
   */
  public FloatValues encode(CsvFile file, List<String> notes) throws IOException {
    var encoder = new TableEncoder(this, file);
    file.each(encoder::add);
    notes.addAll(encoder.notes());
    return encoder.inputs();
  }

  /**
   * {@return the input of one row}
   *
   * @param row cells by the name of their column
   * @throws DataSetException if a column is not there, or a cell is no number where one is needed
   */
  public float[] encode(Map<String, String> row) throws DataSetException {
    var encoder = new TableEncoder(this, "the row", List.copyOf(row.keySet()));
    encoder.add(0, List.copyOf(row.values()));
    return encoder.inputs().values();
  }
}
