package io.atelier.cli.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the numbers of a TIFF picture are. Java reads them all as if they were whole numbers without
 * a sign: a height, a temperature or a brightness from 0 to 1 would come out as another picture.
 */
final class SampleFormat {
  /** The standard's number of the entry, and of its value for whole numbers without a sign. */
  private static final int TAG = 0x0153;

  private static final int UNSIGNED = 1;

  private SampleFormat() {}

  /**
   * Requires brightnesses as whole numbers without a sign.
   *
   * @param image that was read from the file
   * @param exif the file's notes
   * @throws IOException if they are something else
   */
  static void requireBrightness(Path file, BufferedImage image, Exif exif) throws IOException {
    int type = image.getRaster().getDataBuffer().getDataType();
    boolean fractions = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
    if (fractions || type == DataBuffer.TYPE_SHORT || noted(exif)) {
      throw new IOException(
          "predict needs pictures of whole numbers without a sign, got "
              + file
              + " with fractions or signed numbers; save it as a PNG or JPEG");
    }
  }

  /** {@return whether the file says that its numbers are something else} */
  private static boolean noted(Exif exif) {
    return exif.all(notes -> notes.getIntArray(TAG)).stream()
        .flatMapToInt(Arrays::stream)
        .anyMatch(format -> format != UNSIGNED);
  }
}
