package io.atelier.engine.layer.augmentation;

import io.atelier.data.Given;
import io.atelier.data.image.Interpolation;
import io.atelier.engine.Float32;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Reads images at moved places: output {@code (x, y)} is what is at {@code (a0 x + a1 y + a2, b0 x
 * + b1 y + b2)} of the input, the coefficients drawn for each image. The values are those of
 * TensorFlow's {@code ImageProjectiveTransformV3} ({@code kernels/image/image_ops.h}), from
 * operations that XLA compiles and that have a gradient.
 *
 * @param fillMode what is outside the image
 * @param interpolation NEAREST or BILINEAR
 * @param fillValue outside the image, if that is constant
 */
record AffineSampling(FillMode fillMode, Interpolation interpolation, double fillValue) {
  /** Requires all. */
  AffineSampling require(String who) {
    Given.required(fillMode, who, "a fill mode", "use FillMode.REFLECT if unsure");
    Given.required(interpolation, who, "an interpolation", "use Interpolation.BILINEAR if unsure");
    if (interpolation != Interpolation.NEAREST && interpolation != Interpolation.BILINEAR) {
      throw new IllegalArgumentException(
          "%s needs NEAREST or BILINEAR, got %s; use one of them".formatted(who, interpolation));
    }
    Float32.require(who, "the fill value", fillValue);
    return this;
  }

  /**
   * Where each output pixel is read, {@code [batch, height, width, 1]}; an axis is 1 where the
   * places are the same along it.
   *
   * @param x across the image
   * @param y down the image
   */
  record Places(Operand<TFloat32> x, Operand<TFloat32> y) {}

  /** {@return 0, 1, 2 … along an axis of an image, in the shape of one} */
  static Operand<TFloat32> steps(Ops tf, Operand<TFloat32> images, int axis) {
    int length = (int) images.shape().get(axis);
    float[] steps = new float[length];
    for (int i = 0; i < length; i++) {
      steps[i] = i;
    }
    int[] sizes = {1, 1, 1, 1};
    sizes[axis] = length;
    return tf.reshape(tf.constant(steps), tf.constant(sizes));
  }

  /** {@return what is at the places, {@code [batch, height, width, channels]}} */
  Operand<TFloat32> of(Ops tf, Operand<TFloat32> images, Places places) {
    Shape shape = images.shape();
    Axis x = new Axis(tf, fillMode, (int) shape.get(2), places.x);
    Axis y = new Axis(tf, fillMode, (int) shape.get(1), places.y);
    if (interpolation == Interpolation.NEAREST) {
      return read(tf, images, x.rounded(), y.rounded());
    }
    Operand<TFloat32> top = mixed(tf, images, x, y.floor());
    Operand<TFloat32> bottom = mixed(tf, images, x, y.above());
    return tf.math.add(tf.math.mul(top, y.toAbove()), tf.math.mul(bottom, y.toFloor()));
  }

  private Operand<TFloat32> mixed(Ops tf, Operand<TFloat32> images, Axis x, Operand<TFloat32> row) {
    return tf.math.add(
        tf.math.mul(read(tf, images, x.floor(), row), x.toAbove()),
        tf.math.mul(read(tf, images, x.above(), row), x.toFloor()));
  }

  /** What is at whole places; the fill value at those outside, which other modes do not have. */
  private Operand<TFloat32> read(
      Ops tf, Operand<TFloat32> images, Operand<TFloat32> column, Operand<TFloat32> row) {
    Shape shape = images.shape();
    int batch = (int) shape.get(0);
    int height = (int) shape.get(1);
    int width = (int) shape.get(2);
    int channels = (int) shape.get(3);
    Operand<TFloat32> place =
        tf.math.add(
            tf.math.mul(inside(tf, row, height), tf.constant((float) width)),
            inside(tf, column, width));
    Operand<TInt32> index =
        tf.dtypes.cast(tf.broadcastTo(place, tf.array(batch, height, width, 1)), TInt32.class);
    Operand<TFloat32> values =
        tf.reshape(
            tf.gather(
                tf.reshape(images, tf.array(batch, height * width, channels)),
                tf.reshape(index, tf.array(batch, height * width)),
                tf.constant(1),
                Gather.batchDims(1L)),
            tf.array(batch, height, width, channels));
    if (fillMode != FillMode.CONSTANT) {
      return values;
    }
    Operand<TBool> there =
        tf.math.logicalAnd(isInside(tf, column, width), isInside(tf, row, height));
    return tf.select(there, values, tf.constant((float) fillValue));
  }

  private static Operand<TFloat32> inside(Ops tf, Operand<TFloat32> place, int length) {
    return tf.math.minimum(tf.math.maximum(place, tf.constant(0f)), tf.constant(length - 1f));
  }

  private static Operand<TBool> isInside(Ops tf, Operand<TFloat32> place, int length) {
    return tf.math.logicalAnd(
        tf.math.greaterEqual(place, tf.constant(0f)),
        tf.math.less(place, tf.constant((float) length)));
  }
}
