package io.atelier.engine.initializer;

import org.tensorflow.ndarray.Shape;

/**
 * How many inputs feed one output of a weight and how many outputs one input feeds (Keras 2.12,
 * {@code initializers.py:1126-1150}): for {@code [a, b]} they are {@code a} and {@code b}; for a
 * kernel {@code [height, width, in, out]} both count the window's pixels.
 *
 * @param in at least 1
 * @param out at least 1
 */
public record Fans(double in, double out) {
  /** {@return the fans of a weight of the given shape} */
  public static Fans of(Shape shape) {
    int rank = shape.numDimensions();
    if (rank == 0) {
      return new Fans(1, 1);
    }
    if (rank == 1) {
      return new Fans(shape.get(0), shape.get(0));
    }
    double window = 1;
    for (int axis = 0; axis < rank - 2; axis++) {
      window *= shape.get(axis);
    }
    return new Fans(shape.get(rank - 2) * window, shape.get(rank - 1) * window);
  }
}
