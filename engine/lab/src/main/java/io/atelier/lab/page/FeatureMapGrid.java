package io.atelier.lab.page;

import io.atelier.data.FloatValues;
import java.util.List;
import java.util.stream.IntStream;

/** A convolution's outputs as a grid of pictures. */
public final class FeatureMapGrid {
  private static final int COLUMNS = 8;

  private FeatureMapGrid() {}

  /**
   * {@return the maps in the order of the filters, eight in a row, each from black (its smallest
   * value) to white (its largest); a map of one value everywhere is black}
   *
   * @param maps {@code [1, height, width, filters]}
   */
  public static Png of(FloatValues maps) {
    int height = maps.shape().get(1);
    int width = maps.shape().get(2);
    int filters = maps.shape().get(3);
    List<Tile> tiles =
        IntStream.range(0, filters)
            .mapToObj(filter -> tile(maps.values(), height, width, filter, filters))
            .toList();
    return ImageGrid.of(Math.min(COLUMNS, filters), tiles).png();
  }

  private static Tile tile(float[] values, int height, int width, int filter, int filters) {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int pixel = 0; pixel < height * width; pixel++) {
      double value = values[pixel * filters + filter];
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
    double low = smallest;
    double range = largest > smallest ? largest - smallest : 1;
    return Tile.gray(
        height,
        width,
        (row, column) -> (values[(row * width + column) * filters + filter] - low) / range,
        List.of());
  }
}
