package io.atelier.engine.runtime;

import io.atelier.engine.layer.Padding;

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

  /** {@return how many places the windows cover} */
  int covered() {
    return (count - 1) * stride + size;
  }
}
