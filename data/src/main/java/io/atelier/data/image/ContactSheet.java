package io.atelier.data.image;

import io.atelier.data.DataSet;
import io.atelier.data.Element;
import io.atelier.data.Examples;
import io.atelier.data.Given;
import io.atelier.data.Values;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A PNG that shows some pictures of a data set, a row for each class: {@code
 * Files.write(Path.of("pets.png"), ContactSheet.png(pets, 10))}. Of several labels, a picture
 * stands in the row of each; where numbers are predicted, there is one row.
 */
public final class ContactSheet {
  private static final int GAP = 4;

  /** Small pictures are enlarged by a whole number, large ones are not shown in full. */
  private static final int SIDE = 64;

  private static final int MOST_ROWS = 200;
  private static final int MOST_COLUMNS = 50;
  private static final int MOST_HEIGHT = 8192;

  private ContactSheet() {}

  /** {@return whether its examples are pictures: bytes of one, three or four channels} */
  public static boolean shows(DataSet set) {
    List<Integer> shape = set.exampleShape();
    return Element.of(set.train().inputs()) == Element.BYTE
        && !shape.contains(0)
        && (shape.size() == 2 || (shape.size() == 3 && List.of(1, 3, 4).contains(shape.get(2))));
  }

  /**
   * {@return a PNG of the first training pictures of each class, of at most 200 classes}
   *
   * @param set with inputs of bytes {@code [height, width]} or {@code [height, width, channels]}
   * @param columns pictures of a class, 1 to 50
   * @throws IllegalArgumentException for other inputs or another number
   */
  public static byte[] png(DataSet set, int columns) {
    check(set, columns);
    return png(drawn(set.train().inputs(), rows(set, columns), columns, most(set)));
  }

  /**
   * {@return one picture for each of at most 200 classes, in order: its first training pictures
   * side by side}
   *
   * @param set as for {@link #png}
   * @param columns as for {@link #png}
   */
  public static List<BufferedImage> strips(DataSet set, int columns) {
    check(set, columns);
    return rows(set, columns).stream()
        .map(row -> drawn(set.train().inputs(), List.of(row), columns, most(set)))
        .toList();
  }

  private static void check(DataSet set, int columns) {
    Given.required(set, "ContactSheet", "a data set", "give one of pictures");
    if (!shows(set)) {
      throw new IllegalArgumentException(
          "ContactSheet needs bytes [height, width] or [height, width, channels], got %s; give pictures"
              .formatted(set.train().inputs()));
    }
    if (columns < 1 || columns > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "ContactSheet needs 1 to %s pictures of a class, got %s; choose another number"
              .formatted(MOST_COLUMNS, columns));
    }
  }

  /** {@return about how many pixels the longer side is shown with: fewer for many classes} */
  private static int most(DataSet set) {
    return Math.max(SIDE, Math.min(4 * SIDE, MOST_HEIGHT / Math.max(1, set.classes())));
  }

  /** {@return the examples to show, by class} */
  private static List<int[]> rows(DataSet set, int columns) {
    var rows = new ArrayList<int[]>();
    int classes = Math.max(1, Math.min(MOST_ROWS, set.classes()));
    for (int label = 0; label < classes; label++) {
      int wanted = label;
      rows.add(
          IntStream.range(0, set.train().size())
              .filter(i -> set.classes() == 0 || has(set.train(), i, wanted))
              .limit(columns)
              .toArray());
    }
    return rows;
  }

  private static boolean has(Examples examples, int example, int label) {
    Values targets = examples.targets();
    return targets.shape().size() == 1
        ? targets.number(example) == label
        : targets.number((long) example * targets.exampleSize() + label) == 1;
  }

  private static BufferedImage drawn(Values inputs, List<int[]> rows, int columns, int most) {
    int height = inputs.exampleShape().get(0);
    int width = inputs.exampleShape().get(1);
    int times = Math.max(1, SIDE / Math.max(height, width));
    int step = (Math.max(height, width) + most - 1) / most;
    int cellHeight = times * ((height - 1) / step + 1);
    int cellWidth = times * ((width - 1) / step + 1);
    var sheet =
        new BufferedImage(
            GAP + columns * (cellWidth + GAP),
            GAP + rows.size() * (cellHeight + GAP),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.dispose();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).length; column++) {
        Values one = inputs.slice(rows.get(row)[column], rows.get(row)[column] + 1);
        int left = GAP + column * (cellWidth + GAP);
        int top = GAP + row * (cellHeight + GAP);
        for (int y = 0; y < cellHeight; y++) {
          for (int x = 0; x < cellWidth; x++) {
            int pixel = y / times * step * width + x / times * step;
            sheet.setRGB(left + x, top + y, rgb(one, pixel));
          }
        }
      }
    }
    return sheet;
  }

  /** On white where it is transparent. */
  private static int rgb(Values picture, int pixel) {
    List<Integer> shape = picture.exampleShape();
    int channels = shape.size() == 2 ? 1 : shape.get(2);
    int rgb = 0;
    for (int channel = 0; channel < 3; channel++) {
      double value = picture.number((long) pixel * channels + (channels == 1 ? 0 : channel));
      if (channels == 4) {
        double opacity = picture.number((long) pixel * channels + 3) / 255;
        value = value * opacity + 255 * (1 - opacity);
      }
      rgb = rgb << 8 | (int) Math.round(value);
    }
    return rgb;
  }

  private static byte[] png(BufferedImage sheet) {
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(sheet, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
