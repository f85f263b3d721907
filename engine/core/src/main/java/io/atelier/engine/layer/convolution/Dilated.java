package io.atelier.engine.layer.convolution;

import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Windows that see every n-th place alone. The images are taken apart into n x n smaller ones, of
 * every n-th row and column each, on which an ordinary window moves, and the answers put together
 * again: the gradient that TensorFlow has of a dilated convolution forgets the dilation (trap 3).
 *
 * @param window height and width of the window, in places that it sees
 * @param dilation n, down and across
 * @param padding how the window meets the border
 */
record Dilated(Ops tf, Size window, Size dilation, Padding padding) {
  /** {@return the size of the part of an image that a window covers} */
  static Size window(Size window, Size dilation) {
    return new Size(
        (window.height() - 1) * dilation.height() + 1, (window.width() - 1) * dilation.width() + 1);
  }

  /** Requires that windows skip places inside them or between them, not both, as Keras does. */
  static void requireOne(String who, Size strides, Size dilation) {
    boolean apart = dilation.height() > 1 || dilation.width() > 1;
    if (apart && (strides.height() > 1 || strides.width() > 1)) {
      throw new IllegalArgumentException(
          "%s needs strides or a dilation of 1, got %s and %s; set one of them to Size.square(1)"
              .formatted(who, strides, dilation));
    }
  }

  /**
   * {@return what {@code windows} makes of the images}
   *
   * @param images {@code [batch, height, width, channels]}
   * @param windows moves the window over images, with a padding
   */
  Operand<TFloat32> of(
      Operand<TFloat32> images, BiFunction<Operand<TFloat32>, Padding, Operand<TFloat32>> windows) {
    if (dilation.height() == 1 && dilation.width() == 1) {
      return windows.apply(images, padding);
    }
    int[] rows = borders(images.shape(), 1, window.height(), dilation.height());
    int[] columns = borders(images.shape(), 2, window.width(), dilation.width());
    Operand<TInt32> blocks = tf.constant(new int[] {dilation.height(), dilation.width()});
    Operand<TFloat32> apart =
        tf.spaceToBatchNd(
            images,
            blocks,
            tf.constant(new int[][] {{rows[0], rows[1]}, {columns[0], columns[1]}}));
    return tf.batchToSpaceNd(
        windows.apply(apart, Padding.VALID),
        blocks,
        tf.constant(new int[][] {{0, rows[2]}, {0, columns[2]}}));
  }

  /** {@return zeros before and after an axis, and how many places of the answers are too many} */
  private int[] borders(Shape shape, int axis, int size, int step) {
    int total = padding == Padding.SAME ? (size - 1) * step : 0;
    int before = total / 2;
    int padded = (int) shape.get(axis) + total;
    int extra = (step - padded % step) % step;
    return new int[] {before, total - before + extra, extra};
  }
}
