package io.atelier.data;

import java.util.Arrays;
import java.util.List;

/**
 * Integers of shape {@code [count, ...]}; as class labels, of shape {@code [count]}.
 *
 * @param shape the dimensions, the count of examples first; none negative
 * @param values the numbers, row-major; held, not copied, and not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // a data set is too large to copy; equals is by content
public record IntValues(List<Integer> shape, int[] values) implements Values {

  /**
   * Checks the shape against the array.
   *
   * @throws IllegalArgumentException unless the shape's product is the array's length; if anything
   *     is null
   */
  public IntValues {
    Given.required(values, "IntValues", "an array", "use new int[0] for no numbers");
    shape = Shapes.checked("IntValues", shape, values.length);
  }

  /** {@return these numbers in this shape, the array held, not copied} */
  public static IntValues of(int[] values, int... shape) {
    return new IntValues(Shapes.list(shape), values);
  }

  @Override
  public double number(long position) {
    return values[Shapes.index(position, values.length)];
  }

  @Override
  public IntValues reshape(int... exampleShape) {
    return new IntValues(Shapes.reshaped(this, exampleShape), values);
  }

  @Override
  public IntValues select(int[] rows) {
    var chosen = new int[Shapes.length(this, rows)];
    Shapes.copy(this, rows, values, chosen);
    return new IntValues(Shapes.withCount(rows.length, shape), chosen);
  }

  @Override
  public IntValues slice(int from, int to) {
    int[] range = Shapes.range(this, from, to);
    return new IntValues(
        Shapes.withCount(to - from, shape), Arrays.copyOfRange(values, range[0], range[1]));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntValues that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  /** {@return the kind and the shape, such as {@code IntValues[60000, 28, 28]}; not the numbers} */
  @Override
  public String toString() {
    return "IntValues" + shape;
  }
}
