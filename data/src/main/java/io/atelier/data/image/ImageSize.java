package io.atelier.data.image;

/**
 * The size of a picture in pixels.
 *
 * @param height rows, 1 to 32,768
 * @param width columns, 1 to 32,768
 */
public record ImageSize(int height, int width) {
  private static final int MOST = 1 << 15;

  /**
   * @throws IllegalArgumentException for a side outside 1 to 32,768
   */
  public ImageSize {
    if (height < 1 || width < 1 || height > MOST || width > MOST) {
      throw new IllegalArgumentException(
          "ImageSize needs sides of 1 to %s pixels, got height %s and width %s; give the size that the model takes"
              .formatted(MOST, height, width));
    }
  }

  /** {@return height and width, as {@code 64x48}} */
  @Override
  public String toString() {
    return height + "x" + width;
  }
}
