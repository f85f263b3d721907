package io.atelier.data.table;

import io.atelier.data.DataSetException;
import io.atelier.data.FloatValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Encodes the rows of one file, one after another. */
final class TableEncoder {
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private final TableEncoding encoding;
  private final String source;
  private final int width;
  private final int[] places;
  private final List<Map<String, Integer>> categories = new ArrayList<>();
  private final Map<String, Long> unmarked = new TreeMap<>();
  private final Map<String, Long> unknown = new TreeMap<>();
  private float[] values;
  private int count;

  TableEncoder(TableEncoding encoding, CsvFile file) throws DataSetException {
    this(encoding, file.path().toString(), file.columns());
  }

  TableEncoder(TableEncoding encoding, String source, List<String> columns)
      throws DataSetException {
    this.encoding = encoding;
    this.source = source;
    this.width = encoding.inputNames().size();
    this.values = new float[width];
    List<String> needed = encoding.columns();
    this.places = needed.stream().mapToInt(columns::indexOf).toArray();
    for (int i = 0; i < places.length; i++) {
      if (places[i] < 0) {
        throw new DataSetException(
            "%s needs a column %s, which the model learned from, got %s; add it"
                .formatted(source, needed.get(i), columns));
      }
    }
    for (CategoryColumn column : encoding.categories()) {
      var numbers = new HashMap<String, Integer>();
      column.categories().forEach(category -> numbers.put(category, numbers.size()));
      categories.add(numbers);
    }
  }

  void add(long line, List<String> cells) throws DataSetException {
    grow();
    int input = count * width;
    int place = 0;
    for (NumberColumn column : encoding.numbers()) {
      String cell = cells.get(places[place++]);
      boolean missing = Cells.isMissing(cell);
      values[input++] = missing ? (float) column.mean() : number(column, cell, line);
      if (column.marked()) {
        values[input++] = missing ? 1 : 0;
      } else if (missing) {
        unmarked.merge(column.name(), 1L, Long::sum);
      }
    }
    for (int i = 0; i < categories.size(); i++) {
      String cell = cells.get(places[place++]);
      Integer category = categories.get(i).get(cell.strip());
      if (category != null) {
        values[input + category] = 1;
      } else if (!Cells.isMissing(cell)) {
        unknown.merge(encoding.categories().get(i).name(), 1L, Long::sum);
      }
      input += categories.get(i).size();
    }
    count++;
  }

  private float number(NumberColumn column, String cell, long line) throws DataSetException {
    double number = Cells.number(cell);
    if (!Double.isFinite(number)) {
      throw new DataSetException(
          "%s needs a finite number in its column %s, got '%s'%s; mend it"
              .formatted(source, column.name(), cell, line > 0 ? " in line " + line : ""));
    }
    return (float) number;
  }

  private void grow() throws DataSetException {
    long needed = (count + 1L) * width;
    if (needed > LARGEST) {
      throw new DataSetException(
          "%s needs at most %s rows of %s inputs, got more; leave columns out or use fewer rows"
              .formatted(source, LARGEST / width, width));
    }
    if (needed > values.length) {
      long larger = Math.max(needed, Math.min(2L * values.length, LARGEST));
      values = Arrays.copyOf(values, (int) larger);
    }
  }

  FloatValues inputs() {
    return FloatValues.of(Arrays.copyOf(values, count * width), count, width);
  }

  /** {@return what the training part did not have} */
  List<String> notes() {
    var notes = new ArrayList<String>();
    unmarked.forEach(
        (column, rows) ->
            notes.add(
                "%s lacks %s numbers in its column %s, where the training part lacks none: its mean is used."
                    .formatted(source, rows, column)));
    unknown.forEach(
        (column, rows) ->
            notes.add(
                "%s has %s rows whose category in the column %s is not in the training part: they count as none of the known ones."
                    .formatted(source, rows, column)));
    return notes;
  }
}
