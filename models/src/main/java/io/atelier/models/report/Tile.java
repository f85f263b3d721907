package io.atelier.models.report;

import io.atelier.data.ByteValues;
import java.util.List;

/**
 * A small gray picture in a grid.
 *
 * @param height in pixels
 * @param width in pixels
 * @param level of a pixel by row and column, 0 (black) to 1 (white)
 * @param lines of text below it
 */
public record Tile(int height, int width, Level level, List<String> lines) {
  /** How light the pixels are. */
  @FunctionalInterface
  public interface Level {
    /** {@return 0 (black) to 1 (white)} */
    double at(int row, int column);
  }

  /** {@return an image of bytes, 0 to 255, as a tile} */
  public static Tile of(ByteValues image, int index, String... lines) {
    int height = image.shape().get(1);
    int width = image.shape().get(2);
    byte[] pixels = image.slice(index, index + 1).values();
    return new Tile(
        height,
        width,
        (row, column) -> Byte.toUnsignedInt(pixels[row * width + column]) / 255.0,
        List.of(lines));
  }
}
