package io.atelier.cli.picture;

import com.drew.metadata.exif.ExifDirectoryBase;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * How a picture is turned before it is shown. A camera held upright stores its rows as they come
 * and notes in the file, under EXIF, which side is up.
 *
 * @param swapped whether rows are shown as columns
 * @param fromRight whether the stored columns are taken from the right
 * @param fromBelow whether the stored rows are taken from below
 */
record Orientation(boolean swapped, boolean fromRight, boolean fromBelow) {
  /** As it is stored. */
  static final Orientation STORED = new Orientation(false, false, false);

  /** {@return the orientation that a picture's file notes; {@link #STORED} if it notes none} */
  static Orientation of(Exif exif) {
    return exif.all(notes -> notes.getInteger(ExifDirectoryBase.TAG_ORIENTATION)).stream()
        .findFirst()
        .flatMap(Orientation::numbered)
        .orElse(STORED);
  }

  /** {@return an orientation by its number in the EXIF standard, 1 to 8} */
  static Optional<Orientation> numbered(int number) {
    return Optional.ofNullable(
        switch (number) {
          case 1 -> STORED;
          case 2 -> new Orientation(false, true, false);
          case 3 -> new Orientation(false, true, true);
          case 4 -> new Orientation(false, false, true);
          case 5 -> new Orientation(true, false, false);
          case 6 -> new Orientation(true, false, true);
          case 7 -> new Orientation(true, true, true);
          case 8 -> new Orientation(true, true, false);
          default -> null;
        });
  }

  /** {@return a picture as it is shown, in RGB} */
  BufferedImage shown(BufferedImage stored) {
    int width = stored.getWidth();
    int height = stored.getHeight();
    BufferedImage shown =
        swapped
            ? new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB)
            : new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < shown.getHeight(); y++) {
      for (int x = 0; x < shown.getWidth(); x++) {
        int column = swapped ? y : x;
        int row = swapped ? x : y;
        shown.setRGB(
            x,
            y,
            stored.getRGB(
                fromRight ? width - 1 - column : column, fromBelow ? height - 1 - row : row));
      }
    }
    return shown;
  }
}
