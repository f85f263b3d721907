package io.atelier.engine.layer.augmentation;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Places along one axis of an image, brought inside it as a fill mode says; a constant one leaves
 * them outside.
 */
final class Axis {
  private final Ops tf;
  private final Operand<TFloat32> place;
  private final Operand<TFloat32> floor;

  /**
   * @param length of the axis, in pixels
   * @param wanted the places, of which 0 is the middle of the first pixel
   */
  Axis(Ops tf, FillMode mode, int length, Operand<TFloat32> wanted) {
    this.tf = tf;
    this.place =
        switch (mode) {
          case CONSTANT -> wanted;
          case NEAREST -> clipped(wanted, length);
          case REFLECT -> clipped(reflected(wanted, length), length);
          case WRAP -> clipped(wrapped(wanted, length), length);
        };
    this.floor = tf.math.floor(place);
  }

  /** Halves are rounded away from 0. */
  Operand<TFloat32> rounded() {
    return tf.math.mul(
        tf.math.sign(place), tf.math.floor(tf.math.add(tf.math.abs(place), tf.constant(0.5f))));
  }

  Operand<TFloat32> floor() {
    return floor;
  }

  Operand<TFloat32> above() {
    return tf.math.add(floor, tf.constant(1f));
  }

  /** {@return the share of the pixel at the floor} */
  Operand<TFloat32> toAbove() {
    return tf.math.sub(above(), place);
  }

  /** {@return the share of the pixel above} */
  Operand<TFloat32> toFloor() {
    return tf.math.sub(place, floor);
  }

  private Operand<TFloat32> clipped(Operand<TFloat32> x, int length) {
    return tf.math.minimum(tf.math.maximum(x, tf.constant(0f)), tf.constant(length - 1f));
  }

  /** In periods of twice the length, of which the second half runs backwards. */
  private Operand<TFloat32> reflected(Operand<TFloat32> x, int length) {
    Operand<TFloat32> period = tf.constant(2f * length);
    // Left of the image, place -1 - p is that of p.
    Operand<TFloat32> right =
        tf.select(tf.math.less(x, tf.constant(0f)), tf.math.sub(tf.constant(-1f), x), x);
    Operand<TFloat32> once =
        tf.math.sub(right, tf.math.mul(period, tf.math.floor(tf.math.div(right, period))));
    return tf.select(
        tf.math.greaterEqual(once, tf.constant((float) length)),
        tf.math.sub(tf.constant(2f * length - 1), once),
        once);
  }

  /** As TensorFlow does it: beyond the last pixel's middle, back by whole lengths. */
  private Operand<TFloat32> wrapped(Operand<TFloat32> x, int length) {
    if (length == 1) {
      return tf.zerosLike(x);
    }
    Operand<TFloat32> last = tf.constant(length - 1f);
    Operand<TFloat32> size = tf.constant((float) length);
    Operand<TFloat32> left =
        tf.math.add(
            x,
            tf.math.mul(
                size,
                tf.math.add(tf.math.floor(tf.math.div(tf.math.neg(x), last)), tf.constant(1f))));
    Operand<TFloat32> right =
        tf.math.sub(x, tf.math.mul(size, tf.math.floor(tf.math.div(x, last))));
    return tf.select(
        tf.math.less(x, tf.constant(0f)), left, tf.select(tf.math.greater(x, last), right, x));
  }
}
