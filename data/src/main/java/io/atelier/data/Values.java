package io.atelier.data;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * The numbers of a data set, row-major, of shape {@code [count, ...]}: the first dimension counts
 * the examples. The array is shared with whoever made the values; nobody writes to it.
 */
public sealed interface Values permits ByteValues, FloatValues, IntValues {

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
  double number(int position);

  /** {@return the row-major position of the first number that does not fit; empty if all do} */
  default OptionalInt firstNot(DoublePredicate fits) {
    return IntStream.range(0, Math.multiplyExact(count(), exampleSize()))
        .filter(position -> !fits.test(number(position)))
        .findFirst();
  }

  /**
   * {@return the indices of a number, the example first, such as {@code [7, 2]}}
   *
   * @param position in row-major order, from 0
   * @throws IndexOutOfBoundsException if there is no such number
   */
  default List<Integer> indices(int position) {
    int numbers = Math.multiplyExact(count(), exampleSize());
    if (position < 0 || position >= numbers) {
      throw new IndexOutOfBoundsException(
          "%s.indices needs a position in [0, %s), got %s; count numbers in row-major order from 0"
              .formatted(this, numbers, position));
    }
    List<Integer> indices = new ArrayList<>();
    int rest = position;
    for (int axis = shape().size() - 1; axis >= 0; axis--) {
      indices.add(0, rest % shape().get(axis));
      rest /= shape().get(axis);
    }
    return indices;
  }

  /**
   * {@return the same numbers, sharing the array, with another shape for each example}
   *
   * @throws IllegalArgumentException unless an example keeps its number of elements; for null
   */
  Values reshape(int... exampleShape);

  /**
   * {@return a copy of these examples, in this order; a row may come twice}
   *
   * @throws IndexOutOfBoundsException for a row outside {@code [0, count)}
   * @throws IllegalArgumentException for null, and if the copy had more than 2^31 - 1 numbers
   */
  Values select(int[] rows);

  /**
   * {@return a copy of the examples {@code [from, to)}}
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= count}
   */
  Values slice(int from, int to);
}
