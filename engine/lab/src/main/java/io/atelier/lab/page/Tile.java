package io.atelier.lab.page;

import io.atelier.data.ByteValues;
import io.atelier.data.Values;
import java.awt.Color;
import java.util.List;
import java.util.Set;

/**
 * A small picture in a grid.
 *
 * @param height in pixels
 * @param width in pixels
 * @param pixels their colours
 * @param lines of text below it
 */
public record Tile(int height, int width, Pixels pixels, List<String> lines) {
  private static final Set<Integer> CHANNELS = Set.of(1, 3, 4);

  /** The colours of a picture. */
  @FunctionalInterface
  public interface Pixels {
    /** {@return red, green and blue of a pixel, eight bits each} */
    int rgb(int row, int column);
  }

  /** How light the pixels of a gray picture are. */
  @FunctionalInterface
  public interface Level {
    /** {@return 0 (black) to 1 (white)} */
    double at(int row, int column);
  }

  /** {@return a gray picture} */
  static Tile gray(int height, int width, Level level, List<String> lines) {
    return new Tile(
        height, width, (row, column) -> gray(level.at(row, column)).getRGB(), List.copyOf(lines));
  }

  /** {@return a gray} */
  static Color gray(double level) {
    float value = (float) Math.max(0, Math.min(1, level));
    return new Color(value, value, value);
  }

  /** {@return whether examples of this shape are pictures} */
  public static boolean isPicture(List<Integer> shape) {
    return !shape.contains(0)
        && (shape.size() == 2 || (shape.size() == 3 && CHANNELS.contains(shape.get(2))));
  }

  /**
   * {@return a picture of a set as a tile} Bytes are shown as they are; other numbers too if they
   * are in [0, 255], as shares if in [0, 1], and else from the picture's smallest to its largest.
   * What is transparent is on white.
   *
   * @param pictures {@code [n, height, width]} or {@code [n, height, width, 1|3|4]}
   */
  public static Tile of(Values pictures, int index, String... lines) {
    List<Integer> shape = pictures.exampleShape();
    Values one = pictures.slice(index, index + 1);
    int width = shape.get(1);
    int channels = shape.size() == 2 ? 1 : shape.get(2);
    double[] range = range(one);
    return new Tile(
        shape.get(0),
        width,
        (row, column) -> rgb(one, ((long) row * width + column) * channels, channels, range),
        List.of(lines));
  }

  private static int rgb(Values picture, long at, int channels, double[] range) {
    if (channels == 1) {
      return gray(level(picture, at, range)).getRGB();
    }
    double opacity = channels == 4 ? level(picture, at + 3, range) : 1;
    int rgb = 0;
    for (int channel = 0; channel < 3; channel++) {
      double level = level(picture, at + channel, range) * opacity + 1 - opacity;
      rgb = rgb << 8 | (int) Math.round(255 * Math.max(0, Math.min(1, level)));
    }
    return rgb;
  }

  private static double level(Values picture, long at, double[] range) {
    return (picture.number(at) - range[0]) / (range[1] - range[0]);
  }

  private static double[] range(Values picture) {
    if (picture instanceof ByteValues) {
      return new double[] {0, 255};
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (long at = 0; at < picture.exampleSize(); at++) {
      low = Math.min(low, picture.number(at));
      high = Math.max(high, picture.number(at));
    }
    if (low >= 0 && high <= 255) {
      return new double[] {0, high <= 1 ? 1 : 255};
    }
    return new double[] {low, high > low ? high : low + 1};
  }
}
