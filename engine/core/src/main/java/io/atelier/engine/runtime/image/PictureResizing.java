package io.atelier.engine.runtime.image;

import io.atelier.data.image.ImageSize;
import io.atelier.data.image.Interpolation;
import java.util.List;
import java.util.Locale;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBicubic;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.image.ResizeNearestNeighbor;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Resizes as {@code tf.image.resize(images, size, method)} does, and rounds to bytes. */
final class PictureResizing {
  private PictureResizing() {}

  /**
   * {@return pixels of another size}
   *
   * @param pixels {@code [height, width, channels]}
   */
  static Operand<TUint8> of(
      Ops tf, Operand<TUint8> pixels, ImageSize size, Interpolation interpolation) {
    Operand<TUint8> one = tf.expandDims(pixels, tf.constant(0));
    Operand<TInt32> sides = tf.constant(new int[] {size.height(), size.width()});
    Operand<TUint8> resized =
        interpolation == Interpolation.NEAREST
            ? tf.image.resizeNearestNeighbor(
                one, sides, ResizeNearestNeighbor.halfPixelCenters(true))
            : ColorConversion.bytes(tf, smooth(tf, one, sides, interpolation));
    return tf.squeeze(resized, org.tensorflow.op.core.Squeeze.axis(List.of(0L)));
  }

  private static Operand<TFloat32> smooth(
      Ops tf, Operand<TUint8> one, Operand<TInt32> sides, Interpolation interpolation) {
    return switch (interpolation) {
      case BILINEAR -> tf.image.resizeBilinear(one, sides, ResizeBilinear.halfPixelCenters(true));
      case BICUBIC -> tf.image.resizeBicubic(one, sides, ResizeBicubic.halfPixelCenters(true));
      case AREA -> tf.image.resizeArea(one, sides);
      default -> {
        Operand<TInt32> own =
            tf.slice(tf.shape(one), tf.constant(new int[] {1}), tf.constant(new int[] {2}));
        Operand<TFloat32> scale =
            tf.math.div(tf.dtypes.cast(sides, TFloat32.class), tf.dtypes.cast(own, TFloat32.class));
        yield tf.image.scaleAndTranslate(
            one,
            sides,
            scale,
            tf.constant(new float[2]),
            ScaleAndTranslate.kernelType(interpolation.name().toLowerCase(Locale.ROOT)),
            ScaleAndTranslate.antialias(false));
      }
    };
  }

  /**
   * {@return the largest part in the middle that has the proportions of a size, as Keras' {@code
   * smart_resize} cuts it; in whole numbers, where Keras' float32 may be a pixel off beyond 2^24}
   */
  static Operand<TUint8> cropped(Ops tf, Operand<TUint8> pixels, ImageSize size) {
    Operand<TInt64> shape = tf.shape(pixels, TInt64.class);
    Operand<TInt64> height = side(tf, shape, 0);
    Operand<TInt64> width = side(tf, shape, 1);
    Operand<TInt64> rows = proportional(tf, width, size.height(), size.width(), height);
    Operand<TInt64> columns = proportional(tf, height, size.width(), size.height(), width);
    Operand<TInt64> none = tf.constant(new long[] {0});
    Operand<TInt64> all = tf.constant(new long[] {-1});
    return tf.slice(
        pixels,
        tf.concat(
            List.of(before(tf, height, rows), before(tf, width, columns), none), tf.constant(0)),
        tf.concat(List.of(rows, columns, all), tf.constant(0)));
  }

  private static Operand<TInt64> side(Ops tf, Operand<TInt64> shape, int axis) {
    return tf.slice(shape, tf.constant(new int[] {axis}), tf.constant(new int[] {1}));
  }

  private static Operand<TInt64> proportional(
      Ops tf, Operand<TInt64> other, long times, long divisor, Operand<TInt64> most) {
    Operand<TInt64> exact =
        tf.math.floorDiv(tf.math.mul(other, tf.constant(times)), tf.constant(divisor));
    return tf.math.maximum(tf.math.minimum(exact, most), tf.constant(1L));
  }

  private static Operand<TInt64> before(Ops tf, Operand<TInt64> all, Operand<TInt64> kept) {
    return tf.math.floorDiv(tf.math.sub(all, kept), tf.constant(2L));
  }
}
