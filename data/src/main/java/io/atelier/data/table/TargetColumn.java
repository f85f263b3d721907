package io.atelier.data.table;

import io.atelier.data.DataSetException;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The column of a table that is predicted.
 *
 * @param name of the column
 * @param classNames the classes of all parts, sorted, numbers by size; empty for numbers to predict
 * @param note what should be said of it; empty for nothing
 */
public record TargetColumn(String name, List<String> classNames, String note) {
  private static final int MOST_CLASSES = 100_000;
  private static final int FEW = 10;

  /** Copies the list. */
  public TargetColumn {
    classNames = List.copyOf(classNames);
  }

  /**
   * {@return what the column holds in these files}
   *
   * @param files of all parts
   * @throws DataSetException if a row has no value, or a text where numbers are predicted
   */
  public static TargetColumn of(String name, TargetKind kind, Collection<CsvFile> files)
      throws IOException {
    var classes = new TreeSet<String>();
    boolean numeric = true;
    boolean text = true;
    for (CsvFile file : files) {
      var scan = new ColumnScan(name, MOST_CLASSES + 1);
      int place = file.columns().indexOf(name);
      file.each(
          (line, cells) -> {
            requireAnswer(file.path(), name, line, cells.get(place));
            scan.add(line, cells.get(place));
          });
      if (scan.hasNothing()) {
        throw new DataSetException(
            "%s needs rows, got none below the names of its columns; add one for each example"
                .formatted(file.path()));
      }
      if (kind != TargetKind.CLASSES) {
        scan.requireOneKind(file.path());
      }
      numeric &= scan.isNumeric();
      text &= !scan.isNumeric();
      classes.addAll(scan.categories());
    }
    if (kind == TargetKind.NUMBERS && !numeric) {
      throw new DataSetException(
          "The target column %s needs numbers, got text; say that it holds classes"
              .formatted(name));
    }
    if (kind == TargetKind.AUTOMATIC && !numeric && !text) {
      throw new DataSetException(
          "The target column %s needs numbers in all files or text in all, got numbers in one and text in another; mend one, or say that it holds classes"
              .formatted(name));
    }
    if (kind == TargetKind.AUTOMATIC && text && classes.stream().allMatch(Cells::hasDecimalComma)) {
      throw new DataSetException(
          "The target column %s needs numbers with a decimal point, got decimal commas; write 3.5 for 3,5, or say that it holds classes"
              .formatted(name));
    }
    boolean numbers = kind == TargetKind.NUMBERS || (kind == TargetKind.AUTOMATIC && numeric);
    if (numbers) {
      boolean whole = classes.stream().allMatch(cell -> Cells.number(cell) % 1 == 0);
      return new TargetColumn(name, List.of(), whole ? few(name, kind, classes.size()) : "");
    }
    if (classes.size() > MOST_CLASSES) {
      throw new DataSetException(
          "The target column %s needs at most %s classes, got more; predict another column"
              .formatted(name, MOST_CLASSES));
    }
    if (!numeric) {
      return new TargetColumn(name, List.copyOf(classes), "");
    }
    List<String> sorted =
        classes.stream()
            .map(Cells::plain)
            .distinct()
            .sorted(Comparator.comparingDouble(Cells::number))
            .toList();
    return new TargetColumn(name, sorted, "");
  }

  private static String few(String name, TargetKind kind, int different) {
    return kind == TargetKind.AUTOMATIC && different <= FEW
        ? "The target column %s holds only %s different whole numbers and is read as numbers to predict; say so if they are classes."
            .formatted(name, different)
        : "";
  }

  private static void requireAnswer(Path file, String name, long line, String cell)
      throws DataSetException {
    if (Cells.isMissing(cell)) {
      throw new DataSetException(
          "%s needs a value in its target column %s in every row, got '%s' in line %s; leave such rows out"
              .formatted(file, name, cell, line));
    }
  }

  /**
   * {@return the targets {@code [rows]} of a file: class numbers, or numbers to predict}
   *
   * @param rows how many rows it has
   */
  public Values read(CsvFile file, int rows) throws IOException {
    int place = file.columns().indexOf(name);
    int[] count = {0};
    if (classNames.isEmpty()) {
      float[] targets = new float[rows];
      file.each((line, cells) -> targets[count[0]++] = (float) Cells.number(cells.get(place)));
      return FloatValues.of(targets, rows);
    }
    Map<String, Integer> numbers = new HashMap<>();
    classNames.forEach(className -> numbers.put(className, numbers.size()));
    int[] targets = new int[rows];
    file.each((line, cells) -> targets[count[0]++] = number(numbers, cells.get(place)));
    return IntValues.of(targets, rows);
  }

  /** Classes that are numbers are the same however they are written: 1, 1.0 and 01. */
  private static int number(Map<String, Integer> numbers, String cell) {
    Integer known = numbers.get(cell.strip());
    return known != null ? known : numbers.get(Cells.plain(cell));
  }
}
