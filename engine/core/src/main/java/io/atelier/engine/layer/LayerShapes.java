package io.atelier.engine.layer;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/** LayerShapes as the error messages write them. */
public final class LayerShapes {
  private LayerShapes() {}

  /** {@return for example {@code [?, 28, 28, 1]}} */
  public static String text(Shape shape) {
    if (shape.isUnknown()) {
      return "[...]";
    }
    return Arrays.stream(shape.asArray())
        .mapToObj(size -> size == Shape.UNKNOWN_SIZE ? "?" : Long.toString(size))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Requires {@code [batch, height, width, channels]} with everything known but the batch. */
  public static void requireImages(String who, Shape shape) {
    boolean known = shape.numDimensions() == 4;
    for (int axis = 1; known && axis < 4; axis++) {
      known = shape.get(axis) != Shape.UNKNOWN_SIZE;
    }
    if (!known) {
      throw new IllegalArgumentException(
          who
              + " needs [batch, height, width, channels], got "
              + text(shape)
              + "; give images with a channel axis, and put Flatten after the last one");
    }
  }

  /** Requires {@code [batch, steps, features]} with everything known but the batch. */
  public static void requireSequences(String who, Shape shape) {
    if (shape.numDimensions() != 3
        || shape.get(1) == Shape.UNKNOWN_SIZE
        || shape.get(2) == Shape.UNKNOWN_SIZE) {
      throw new IllegalArgumentException(
          who
              + " needs [batch, steps, features], got "
              + text(shape)
              + "; give sequences with a feature axis, such as new Reshape(100, 1) makes them");
    }
  }

  /** Requires windows that fit into the image where no padding helps. */
  public static void requireFit(String who, Shape shape, Size window, Padding padding) {
    if (padding == Padding.VALID
        && (shape.get(1) < window.height() || shape.get(2) < window.width())) {
      throw new IllegalArgumentException(
          who
              + " needs images of at least "
              + window.height()
              + "x"
              + window.width()
              + ", got "
              + text(shape)
              + "; use Padding.SAME or a smaller window");
    }
  }
}
