package io.atelier.engine.runtime.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import io.atelier.data.ByteValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;

/**
 * How a picture is turned before it is shown: a camera held upright stores its rows as they come
 * and notes in the file, under EXIF, which side is up.
 *
 * @param swapped whether rows are shown as columns
 * @param fromRight whether the stored columns are taken from the right
 * @param fromBelow whether the stored rows are taken from below
 */
record ExifOrientation(boolean swapped, boolean fromRight, boolean fromBelow) {
  /** As it is stored. */
  static final ExifOrientation STORED = new ExifOrientation(false, false, false);

  /** {@return the orientation that a file notes; {@link #STORED} if it notes none} */
  static ExifOrientation of(byte[] file) {
    try {
      return ImageMetadataReader.readMetadata(new ByteArrayInputStream(file), file.length)
          .getDirectoriesOfType(ExifIFD0Directory.class)
          .stream()
          .map(notes -> notes.getInteger(ExifDirectoryBase.TAG_ORIENTATION))
          .filter(Objects::nonNull)
          .findFirst()
          .map(ExifOrientation::numbered)
          .orElse(STORED);
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      return STORED; // The notes are damaged; whether the picture is, the decoder says.
    }
  }

  /** {@return an orientation by its number in the EXIF standard, 1 to 8} */
  static ExifOrientation numbered(int number) {
    return switch (number) {
      case 2 -> new ExifOrientation(false, true, false);
      case 3 -> new ExifOrientation(false, true, true);
      case 4 -> new ExifOrientation(false, false, true);
      case 5 -> new ExifOrientation(true, false, false);
      case 6 -> new ExifOrientation(true, false, true);
      case 7 -> new ExifOrientation(true, true, true);
      case 8 -> new ExifOrientation(true, true, false);
      default -> STORED;
    };
  }

  /** {@return stored pixels {@code [1, height, width, channels]} as they are shown} */
  ByteValues shown(ByteValues stored) {
    int height = stored.shape().get(1);
    int width = stored.shape().get(2);
    int channels = stored.shape().get(3);
    int rows = swapped ? width : height;
    int columns = swapped ? height : width;
    byte[] pixels = new byte[stored.values().length];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int row = swapped ? x : y;
        int column = swapped ? y : x;
        int from = (fromBelow ? height - 1 - row : row) * width;
        from += fromRight ? width - 1 - column : column;
        System.arraycopy(
            stored.values(), from * channels, pixels, (y * columns + x) * channels, channels);
      }
    }
    return ByteValues.of(pixels, 1, rows, columns, channels);
  }
}
