package io.atelier.engine.runtime.lowering;

import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A window sliding along one axis of an image.
 *
 * @param size of the window
 * @param stride between two windows
 * @param before padding in front
 * @param count of windows
 */
record Span(int size, int stride, int before, int count) {
  /** {@return the windows along an axis of {@code length} places, padded as TensorFlow pads} */
  static Span of(int length, int size, int stride, Padding padding) {
    if (padding == Padding.VALID) {
      return new Span(size, stride, 0, (length - size) / stride + 1);
    }
    int count = (length + stride - 1) / stride;
    int missing = Math.max(0, (count - 1) * stride + size - length);
    return new Span(size, stride, missing / 2, count);
  }

  /** {@return the windows along the height of images {@code [batch, height, width, channels]}} */
  static Span rows(Operand<TFloat32> images, Size size, Size strides, Padding padding) {
    return of((int) images.shape().get(1), size.height(), strides.height(), padding);
  }

  /** {@return the windows along the width of images {@code [batch, height, width, channels]}} */
  static Span columns(Operand<TFloat32> images, Size size, Size strides, Padding padding) {
    return of((int) images.shape().get(2), size.width(), strides.width(), padding);
  }

  /**
   * {@return how many places of a window lie inside the axis}
   *
   * @param window its number
   * @param length of the axis
   */
  int inside(int window, int length) {
    int first = window * stride - before;
    return Math.min(first + size, length) - Math.max(first, 0);
  }

  /** {@return how many places the windows cover} */
  int covered() {
    return (count - 1) * stride + size;
  }
}
