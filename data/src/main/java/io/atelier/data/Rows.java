package io.atelier.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** Gathers rows, one after another, into the arrays of {@link Examples}. */
final class Rows {
  private final Floats inputs = new Floats();
  private final Floats targets = new Floats();
  private final List<String> classes = new ArrayList<>();
  private Row first;
  private int count;

  private Rows() {}

  /** {@return the rows of an iterator, as many as it has} */
  public static Rows of(Iterator<Row> rows) {
    Given.required(rows, "DataSet", "rows", "give an iterator of them");
    var gathered = new Rows();
    while (rows.hasNext()) {
      gathered.add(Given.required(rows.next(), "DataSet", "rows without null", "leave it out"));
    }
    if (gathered.count == 0) {
      throw new IllegalArgumentException(
          "DataSet needs at least one row, got none; give the examples to train on");
    }
    return gathered;
  }

  /** {@return the rows of an array, as floats {@code [n, numbers]}} */
  static FloatValues matrix(float[][] inputs) {
    Given.required(inputs, "DataSet", "inputs", "give the examples to train on");
    Iterator<Row> rows = Arrays.stream(inputs).map(input -> Row.of(input, 0)).iterator();
    return (FloatValues) of(rows).examples().inputs();
  }

  private void add(Row row) {
    first = first == null ? row : first;
    boolean alike =
        row.input().length == first.input().length && row.target().length == first.target().length;
    if (!alike) {
      throw new IllegalArgumentException(
          "DataSet needs rows that are alike, got %s in row 0 and %s in row %s; give every row as many numbers, and a class to all or none"
              .formatted(form(first), form(row), count));
    }
    inputs.add(row.input());
    targets.add(row.target());
    row.className().ifPresent(classes::add);
    count++;
  }

  private static String form(Row row) {
    return row.input().length
        + " numbers and "
        + (row.className().isPresent() ? "a class" : row.target().length + " to predict");
  }

  /** {@return the names of the classes, sorted; none where the rows have numbers to predict} */
  List<String> classNames() {
    return List.copyOf(new TreeSet<>(classes));
  }

  /**
   * {@return the examples; numbers to predict are {@code [n]} if there is one, else {@code [n, k]}}
   */
  Examples examples() {
    var input = FloatValues.of(inputs.all(), count, first.input().length);
    if (classes.isEmpty()) {
      float[] all = targets.all();
      int size = first.target().length;
      return new Examples(
          input, size == 1 ? FloatValues.of(all, count) : FloatValues.of(all, count, size));
    }
    List<String> names = classNames();
    int[] labels = new int[count];
    Arrays.setAll(labels, i -> Collections.binarySearch(names, classes.get(i)));
    return new Examples(input, IntValues.of(labels, count));
  }

  /** An array that grows. */
  private static final class Floats {
    private float[] values = new float[256];
    private int size;

    void add(float[] more) {
      long needed = (long) size + more.length;
      if (needed > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException(
            "DataSet needs rows of fewer than 2^31 numbers in all, got more; give fewer rows");
      }
      if (needed > values.length) {
        long larger = Math.max(needed, Math.min(2L * values.length, Integer.MAX_VALUE - 16));
        values = Arrays.copyOf(values, (int) larger);
      }
      System.arraycopy(more, 0, values, size, more.length);
      size += more.length;
    }

    float[] all() {
      return Arrays.copyOf(values, size);
    }
  }
}
