package io.atelier.engine.runtime.lowering;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;

/**
 * A padded image taken apart by stride: part {@code (i, j)} holds every place {@code (i + s * a, j
 * + t * b)}, so that what a window sees at one of its places is a slice of a part, and the slice's
 * gradient a plain padding.
 */
final class Phases {
  private final Ops tf;
  private final Span rows;
  private final Span columns;
  private final int batch;
  private final int channels;
  private final List<List<Operand<TFloat32>>> parts = new ArrayList<>();

  /**
   * @param image {@code [batch, height, width, channels]}
   * @param outside value of the padding
   */
  Phases(Ops tf, Operand<TFloat32> image, Span rows, Span columns, float outside) {
    this.tf = tf;
    this.rows = rows;
    this.columns = columns;
    this.batch = (int) image.shape().get(0);
    this.channels = (int) image.shape().get(3);
    int height = steps(rows);
    int width = steps(columns);
    Operand<TFloat32> fitted =
        fitted(
            image,
            new int[] {rows.before(), columns.before()},
            new int[] {height * rows.stride(), width * columns.stride()},
            outside);
    int[] apart = {batch, height, rows.stride(), width, columns.stride(), channels};
    Operand<TFloat32> split = tf.reshape(fitted, tf.constant(apart));
    for (Operand<TFloat32> row : unstack(split, rows.stride(), 2)) {
      parts.add(unstack(row, columns.stride(), 3));
    }
  }

  /** Places of a part that the windows reach. */
  private static int steps(Span window) {
    return (window.covered() + window.stride() - 1) / window.stride();
  }

  /** Padded in front, and padded or cut behind, to the given height and width. */
  private Operand<TFloat32> fitted(
      Operand<TFloat32> image, int[] before, int[] sizes, float outside) {
    int[][] paddings = new int[4][2];
    for (int axis = 0; axis < 2; axis++) {
      int length = (int) image.shape().get(axis + 1);
      paddings[axis + 1][0] = before[axis];
      paddings[axis + 1][1] = Math.max(0, sizes[axis] - before[axis] - length);
    }
    return tf.slice(
        tf.pad(image, tf.constant(paddings), tf.constant(outside)),
        tf.constant(new int[4]),
        tf.constant(new int[] {batch, sizes[0], sizes[1], channels}));
  }

  private List<Operand<TFloat32>> unstack(Operand<TFloat32> value, int count, int axis) {
    List<Operand<TFloat32>> all = new ArrayList<>();
    tf.unstack(value, (long) count, Unstack.axis((long) axis)).forEach(all::add);
    return all;
  }

  /** {@return what every window sees at {@code height * width} of its places, row by row} */
  List<Operand<TFloat32>> from(int row, int column, int height, int width) {
    List<Operand<TFloat32>> places = new ArrayList<>();
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        places.add(at(row + i, column + j));
      }
    }
    return places;
  }

  /**
   * {@return what every window sees at its place {@code (row, column)}: {@code [batch, windows
   * down, windows across, channels]}}
   */
  private Operand<TFloat32> at(int row, int column) {
    int[] begin = {0, row / rows.stride(), column / columns.stride(), 0};
    int[] size = {batch, rows.count(), columns.count(), channels};
    return tf.slice(
        parts.get(row % rows.stride()).get(column % columns.stride()),
        tf.constant(begin),
        tf.constant(size));
  }
}
