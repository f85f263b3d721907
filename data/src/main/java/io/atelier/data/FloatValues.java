package io.atelier.data;

import java.util.Arrays;
import java.util.List;

/**
 * Floats of shape {@code [count, ...]}.
 *
 * @param shape the dimensions, the count of examples first; none negative
 * @param values the numbers, row-major; held, not copied, and not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // a data set is too large to copy; equals is by content
public record FloatValues(List<Integer> shape, float[] values) implements Values {

  /**
   * Checks the shape against the array.
   *
   * @throws IllegalArgumentException unless the shape's product is the array's length; if anything
   *     is null
   */
  public FloatValues {
    Given.required(values, "FloatValues", "an array", "use new float[0] for no numbers");
    shape = Shapes.checked("FloatValues", shape, values.length);
  }

  /** {@return these numbers in this shape, the array held, not copied} */
  public static FloatValues of(float[] values, int... shape) {
    return new FloatValues(Shapes.list(shape), values);
  }

  @Override
  public double number(long position) {
    return values[Shapes.index(position, values.length)];
  }

  @Override
  public FloatValues reshape(int... exampleShape) {
    return new FloatValues(Shapes.reshaped(this, exampleShape), values);
  }

  @Override
  public FloatValues select(int[] rows) {
    var chosen = new float[Shapes.length(this, rows)];
    Shapes.copy(this, rows, values, chosen);
    return new FloatValues(Shapes.withCount(rows.length, shape), chosen);
  }

  @Override
  public FloatValues slice(int from, int to) {
    int[] range = Shapes.range(this, from, to);
    return new FloatValues(
        Shapes.withCount(to - from, shape), Arrays.copyOfRange(values, range[0], range[1]));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatValues that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  /**
   * {@return the kind and the shape, such as {@code FloatValues[60000, 28, 28]}; not the numbers}
   */
  @Override
  public String toString() {
    return "FloatValues" + shape;
  }
}
