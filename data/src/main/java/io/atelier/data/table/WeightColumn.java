package io.atelier.data.table;

import io.atelier.data.DataSetException;
import io.atelier.data.FloatValues;
import java.io.IOException;

/**
 * The column of a table that says how much each row counts in a loss.
 *
 * @param name of the column
 */
public record WeightColumn(String name) {
  /**
   * {@return the weights {@code [rows]} of a file}
   *
   * @param rows how many rows it has
   * @throws DataSetException if a cell is no number from 0
   */
  public FloatValues read(CsvFile file, int rows) throws IOException {
    int place = file.columns().indexOf(name);
    int[] count = {0};
    float[] weights = new float[rows];
    file.each(
        (line, cells) -> {
          String cell = cells.get(place);
          float weight = Cells.isNumber(cell) ? (float) Cells.number(cell) : Float.NaN;
          if (!(weight >= 0) || Float.isInfinite(weight)) {
            throw new DataSetException(
                "%s needs numbers from 0 in its column of weights %s, got '%s' in line %s; give 0 to a row that is not to count"
                    .formatted(file.path(), name, cell, line));
          }
          weights[count[0]++] = weight;
        });
    return FloatValues.of(weights, rows);
  }
}
