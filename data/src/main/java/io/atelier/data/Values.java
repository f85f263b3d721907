package io.atelier.data;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoublePredicate;
import java.util.stream.LongStream;

/**
 * The numbers of a data set, row-major, of shape {@code [count, ...]}: the first dimension counts
 * the examples. The array or the file is shared with whoever made the values; nobody writes to it.
 */
public sealed interface Values permits ByteValues, FloatValues, IntValues, MappedValues {

  /** {@return the shape, with the count of examples first} */
  List<Integer> shape();

  /** {@return how many examples there are} */
  default int count() {
    return shape().get(0);
  }

  /** {@return the shape of one example: the shape without the count} */
  default List<Integer> exampleShape() {
    return shape().subList(1, shape().size());
  }

  /** {@return how many numbers one example has} */
  default int exampleSize() {
    return Math.toIntExact(Shapes.product(exampleShape()));
  }

  /**
   * {@return a number, whatever type it is held in; bytes are unsigned}
   *
   * @param position in row-major order, from 0
   * @throws IndexOutOfBoundsException if there is no such number
   */
  double number(long position);

  /** {@return the row-major position of the first number that does not fit; empty if all do} */
  default OptionalLong firstNot(DoublePredicate fits) {
    return LongStream.range(0, (long) count() * exampleSize())
        .filter(position -> !fits.test(number(position)))
        .findFirst();
  }

  /**
   * {@return the indices of a number, the example first, such as {@code [7, 2]}}
   *
   * @param position in row-major order, from 0
   * @throws IndexOutOfBoundsException if there is no such number
   */
  default List<Integer> indices(long position) {
    long numbers = (long) count() * exampleSize();
    if (position < 0 || position >= numbers) {
      throw new IndexOutOfBoundsException(
          "%s.indices needs a position in [0, %s), got %s; count numbers in row-major order from 0"
              .formatted(this, numbers, position));
    }
    List<Integer> indices = new ArrayList<>();
    long rest = position;
    for (int axis = shape().size() - 1; axis >= 0; axis--) {
      indices.add(0, (int) (rest % shape().get(axis)));
      rest /= shape().get(axis);
    }
    return indices;
  }

  /**
   * {@return the same numbers, sharing the array or the file, with another shape for each example}
   *
   * @throws IllegalArgumentException unless an example keeps its number of elements; for null
   */
  Values reshape(int... exampleShape);

  /**
   * {@return these examples, in this order; a row may come twice. A copy of an array; of a file no
   * more than the rows are noted}
   *
   * @throws IndexOutOfBoundsException for a row outside {@code [0, count)}
   * @throws IllegalArgumentException for null, and if a copy had more than 2^31 - 1 numbers
   */
  Values select(int[] rows);

  /**
   * {@return the examples {@code [from, to)}: a copy of an array, a view of a file}
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= count}
   */
  Values slice(int from, int to);
}
