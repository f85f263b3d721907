package io.atelier.paper.network;

/** The largest sizes that the name of a network may say; the smallest is 1. */
enum SizeBound {
  /** Units of a dense layer. */
  UNITS("units", 8192),
  /** Filters of a convolution. */
  FILTERS("filters", 8192),
  /** Layers of one kind in a network. */
  LAYERS("layers", 64),
  /** Width and height of a convolution's kernel, in pixels: an image has 28. */
  KERNEL("kernel", 28),
  /** Steps of a convolution, in pixels. */
  STRIDES("strides", 28);

  private final String size;
  private final int most;

  SizeBound(String size, int most) {
    this.size = size;
    this.most = most;
  }

  /**
   * {@return the value}
   *
   * @throws IllegalArgumentException if it is out of the range
   */
  int require(int value) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s needs at %s, got %s".formatted(size, value < 1 ? "least 1" : "most " + most, value));
    }
    return value;
  }
}
