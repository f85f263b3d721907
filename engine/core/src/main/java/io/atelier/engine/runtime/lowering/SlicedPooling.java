package io.atelier.engine.runtime.lowering;

import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Pooling as a maximum or mean of slices, one for each place of the windows. Its gradient is a few
 * selections, which XLA fuses; the gradient of XLA's own pooling is a loop on a CPU and a slow
 * kernel on a GPU. The gradient of a maximum of two goes to the first if they are equal, as
 * pooling's does.
 */
final class SlicedPooling {
  private SlicedPooling() {}

  /**
   * {@return whether the sizes of images are known, as slices need them} Layers of a user's own may
   * give others.
   */
  static boolean known(Operand<TFloat32> images) {
    Shape shape = images.shape();
    return shape.numDimensions() == 4
        && IntStream.range(1, 4).allMatch(axis -> shape.get(axis) != Shape.UNKNOWN_SIZE);
  }

  /**
   * {@return the maximum of each window}
   *
   * @param input {@code [batch, height, width, channels]}, of known size
   */
  static Operand<TFloat32> of(
      Ops tf, Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
    Span rows = Span.rows(input, pool, strides, padding);
    Span columns = Span.columns(input, pool, strides, padding);
    return maximum(tf, places(tf, input, rows, columns));
  }

  /**
   * {@return the mean of each window, of what is inside the image}
   *
   * @param input {@code [batch, height, width, channels]}, of known size
   */
  static Operand<TFloat32> average(
      Ops tf, Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
    Span rows = Span.rows(input, pool, strides, padding);
    Span columns = Span.columns(input, pool, strides, padding);
    Operand<TFloat32> sum =
        new Phases(tf, input, rows, columns, 0)
            .from(0, 0, rows.size(), columns.size()).stream()
                .reduce((one, other) -> tf.math.add(one, other))
                .orElseThrow();
    int height = (int) input.shape().get(1);
    int width = (int) input.shape().get(2);
    float[][][][] shares = new float[1][rows.count()][columns.count()][1];
    for (int i = 0; i < rows.count(); i++) {
      for (int j = 0; j < columns.count(); j++) {
        shares[0][i][j][0] = 1f / (rows.inside(i, height) * columns.inside(j, width));
      }
    }
    return tf.math.mul(sum, tf.constant(shares));
  }

  /** {@return what every window sees at each of its places, row by row} */
  static List<Operand<TFloat32>> places(Ops tf, Operand<TFloat32> input, Span rows, Span columns) {
    return new Phases(tf, input, rows, columns, -Float.MAX_VALUE)
        .from(0, 0, rows.size(), columns.size());
  }

  /** {@return the largest of the values at each place} */
  static Operand<TFloat32> maximum(Ops tf, List<Operand<TFloat32>> values) {
    return values.stream().reduce((one, other) -> tf.math.maximum(one, other)).orElseThrow();
  }
}
