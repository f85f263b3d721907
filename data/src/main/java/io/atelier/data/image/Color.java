package io.atelier.data.image;

/**
 * A colour, of red, green and blue.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record Color(int red, int green, int blue) {
  /** All light. */
  public static final Color WHITE = new Color(255, 255, 255);

  /** No light. */
  public static final Color BLACK = new Color(0, 0, 0);

  /**
   * @throws IllegalArgumentException for a part outside 0 to 255
   */
  public Color {
    if (((red | green | blue) & ~0xFF) != 0) {
      throw new IllegalArgumentException(
          "Color needs parts of 0 to 255, got %s, %s, %s; give red, green and blue"
              .formatted(red, green, blue));
    }
  }
}
