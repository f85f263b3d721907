package io.atelier.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The arithmetic and the copying that the kinds of {@link Values} share. */
final class Shapes {
  private static final long TOO_LARGE = 1L << 32;

  private Shapes() {}

  /** {@return the product of the dimensions; at most 2^32, which stands for all that is larger} */
  static long product(List<Integer> shape) {
    long product = 1;
    for (int dimension : shape) {
      product = Math.min(product * dimension, TOO_LARGE);
    }
    return product;
  }

  /** {@return how many numbers a shape has; -1 if a size is negative or an example is too large} */
  static long numbers(List<Integer> shape) {
    if (shape.isEmpty() || shape.stream().anyMatch(dimension -> dimension < 0)) {
      return -1;
    }
    long exampleSize = product(shape.subList(1, shape.size()));
    return exampleSize > Integer.MAX_VALUE ? -1 : shape.get(0) * exampleSize;
  }

  static List<Integer> list(int... shape) {
    Given.required(shape, "Values", "a shape", "give the sizes, the number of examples first");
    return IntStream.of(shape).boxed().toList();
  }

  /** {@return the shape with this count and what an example of {@code shape} looks like} */
  static List<Integer> withCount(int count, List<Integer> shape) {
    var result = new ArrayList<>(shape);
    result.set(0, count);
    return List.copyOf(result);
  }

  /** {@return the shape, unmodifiable, once it is known to describe {@code length} numbers} */
  static List<Integer> checked(String who, List<Integer> shape, long length) {
    Given.required(shape, who, "a shape", "give the sizes, the number of examples first");
    shape.forEach(size -> Given.required(size, who, "a shape of sizes", "leave out nothing"));
    if (shape.isEmpty() || shape.stream().anyMatch(dimension -> dimension < 0)) {
      throw new IllegalArgumentException(
          "%s needs a shape [count, ...] without negative dimensions, got %s; put the number of examples first"
              .formatted(who, shape));
    }
    if (numbers(shape) < 0 || numbers(shape) != length) {
      throw new IllegalArgumentException(
          "%s needs as many numbers as its shape %s has places, got %s; correct the shape or the array"
              .formatted(who, shape, length));
    }
    return List.copyOf(shape);
  }

  static List<Integer> reshaped(Values values, int... exampleShape) {
    List<Integer> wanted = list(exampleShape);
    if (wanted.stream().anyMatch(dimension -> dimension < 0)
        || product(wanted) != values.exampleSize()) {
      throw new IllegalArgumentException(
          "%s.reshape needs an example shape of %s numbers, got %s; keep the number of elements"
              .formatted(values, values.exampleSize(), wanted));
    }
    return IntStream.concat(IntStream.of(values.count()), IntStream.of(exampleShape))
        .boxed()
        .toList();
  }

  /** {@return the length of an array that holds these rows} */
  static int length(Values values, int[] rows) {
    Given.required(rows, values + ".select", "rows", "use new int[0] for none");
    long length = (long) rows.length * values.exampleSize();
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s.select needs at most 2^31 - 1 numbers in all, which is what an array holds, got %s rows; select fewer at once"
              .formatted(values, rows.length));
    }
    return (int) length;
  }

  /** Copies rows of the array {@code from} into {@code to}, an array of the same type. */
  static void copy(Values values, int[] rows, Object from, Object to) {
    int size = values.exampleSize();
    for (int i = 0; i < rows.length; i++) {
      requireRow(values, rows[i]);
      System.arraycopy(from, rows[i] * size, to, i * size, size);
    }
  }

  static void requireRow(Values values, int row) {
    if (row < 0 || row >= values.count()) {
      throw new IndexOutOfBoundsException(
          "%s.select needs rows in [0, %s), got %s; select rows that exist"
              .formatted(values, values.count(), row));
    }
  }

  /** {@return {@code [start, end]} of the examples {@code [from, to)} in the array} */
  static int[] range(Values values, int from, int to) {
    requireRange(values, from, to);
    return new int[] {from * values.exampleSize(), to * values.exampleSize()};
  }

  static void requireRange(Values values, int from, int to) {
    if (from < 0 || from > to || to > values.count()) {
      throw new IndexOutOfBoundsException(
          "%s.slice needs 0 <= from <= to <= %s, got [%s, %s); slice rows that exist"
              .formatted(values, values.count(), from, to));
    }
  }

  /** {@return a position as an index of an array, once it is known to be one} */
  static int index(long position, int length) {
    return (int) Objects.checkIndex(position, (long) length);
  }
}
