package io.atelier.data;

import java.util.Arrays;
import java.util.List;

/**
 * Unsigned bytes, 0..255 (read one with {@code value & 0xFF}), of shape {@code [count, ...]}.
 *
 * @param shape the dimensions, the count of examples first; none negative
 * @param values the numbers, row-major; held, not copied, and not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // a data set is too large to copy; equals is by content
public record ByteValues(List<Integer> shape, byte[] values) implements Values {

  /**
   * Checks the shape against the array.
   *
   * @throws IllegalArgumentException unless the shape's product is the array's length; if anything
   *     is null
   */
  public ByteValues {
    Given.required(values, "ByteValues", "an array", "use new byte[0] for no numbers");
    shape = Shapes.checked("ByteValues", shape, values.length);
  }

  /** {@return these numbers in this shape, the array held, not copied} */
  public static ByteValues of(byte[] values, int... shape) {
    return new ByteValues(Shapes.list(shape), values);
  }

  @Override
  public double number(long position) {
    return values[Shapes.index(position, values.length)] & 0xFF;
  }

  @Override
  public ByteValues reshape(int... exampleShape) {
    return new ByteValues(Shapes.reshaped(this, exampleShape), values);
  }

  @Override
  public ByteValues select(int[] rows) {
    var chosen = new byte[Shapes.length(this, rows)];
    Shapes.copy(this, rows, values, chosen);
    return new ByteValues(Shapes.withCount(rows.length, shape), chosen);
  }

  @Override
  public ByteValues slice(int from, int to) {
    int[] range = Shapes.range(this, from, to);
    return new ByteValues(
        Shapes.withCount(to - from, shape), Arrays.copyOfRange(values, range[0], range[1]));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteValues that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  /**
   * {@return the kind and the shape, such as {@code ByteValues[60000, 28, 28]}; not the numbers}
   */
  @Override
  public String toString() {
    return "ByteValues" + shape;
  }
}
