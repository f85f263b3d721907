package io.atelier.engine.runtime;

import io.atelier.data.FloatValues;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** A matrix of double precision, for networks whose training is written out by hand. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ByHand(int rows, int columns, double[] numbers) {
  static ByHand of(FloatValues values) {
    int columns = values.shape().size() == 1 ? values.count() : values.exampleSize();
    double[] numbers = new double[values.values().length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.values()[i];
    }
    return new ByHand(numbers.length / columns, columns, numbers);
  }

  private interface Cell {
    double at(int row, int column);
  }

  private static ByHand made(int rows, int columns, Cell cell) {
    double[] numbers = new double[rows * columns];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = cell.at(i / columns, i % columns);
    }
    return new ByHand(rows, columns, numbers);
  }

  double at(int row, int column) {
    return numbers[row * columns + column];
  }

  ByHand times(ByHand other) {
    return made(
        rows,
        other.columns,
        (row, column) -> {
          double sum = 0;
          for (int i = 0; i < columns; i++) {
            sum += at(row, i) * other.at(i, column);
          }
          return sum;
        });
  }

  ByHand turned() {
    return made(
        /* rows= */ columns, /* columns= */ rows, (i, j) -> at(/* row= */ j, /* column= */ i));
  }

  ByHand map(DoubleUnaryOperator change) {
    return made(rows, columns, (row, column) -> change.applyAsDouble(at(row, column)));
  }

  /** A matrix of one row goes with every row. */
  ByHand with(ByHand other, DoubleBinaryOperator operator) {
    return made(
        rows,
        columns,
        (row, column) ->
            operator.applyAsDouble(at(row, column), other.at(other.rows == 1 ? 0 : row, column)));
  }

  ByHand plus(ByHand other) {
    return with(other, Double::sum);
  }

  ByHand less(ByHand other, double share) {
    return with(other, (a, b) -> a - share * b);
  }

  /** The gradient behind a tanh that gave this. */
  ByHand behindTanh(ByHand gradient) {
    return with(gradient, (y, g) -> (1 - y * y) * g);
  }

  ByHand beside(ByHand other) {
    return made(
        rows,
        columns + other.columns,
        (row, column) -> column < columns ? at(row, column) : other.at(row, column - columns));
  }

  ByHand from(int first, int count) {
    return made(rows, count, (row, column) -> at(row, first + column));
  }

  /** The sums of the columns, in one row. */
  ByHand sums() {
    return made(1, rows, (row, column) -> 1).times(this);
  }

  double mean() {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }
}
