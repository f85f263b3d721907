package io.atelier.engine.runtime.image;

import io.atelier.data.image.BrokenImageException;
import io.atelier.data.image.ColorMode;
import io.atelier.data.image.ImageOptions;
import java.util.Optional;

/** The formats that TensorFlow decodes, told by how a file begins. */
enum PictureFormat {
  BMP("BM"),
  GIF("GIF8"),
  JPEG("\u00FF\u00D8\u00FF"),
  PNG("\u0089PNG\r\n\u001A\n");

  /** Where a BMP notes how many bits a pixel has, in two bytes, the lower first. */
  private static final int BMP_BITS = 28;

  private final String magic;

  PictureFormat(String magic) {
    this.magic = magic;
  }

  /**
   * {@return the format of a file}
   *
   * @throws BrokenImageException if it is another
   */
  static PictureFormat of(byte[] content) throws BrokenImageException {
    if (content.length == 0) {
      throw new BrokenImageException("it is empty");
    }
    for (PictureFormat format : values()) {
      if (format.begins(content)) {
        return format;
      }
    }
    throw new BrokenImageException("it is no BMP, GIF, JPEG or PNG");
  }

  private boolean begins(byte[] content) {
    for (int i = 0; i < magic.length(); i++) {
      if (i >= content.length || (content[i] & 0xFF) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return the channels to ask TensorFlow for: as wanted where it can, else those of the file}
   */
  int channels(byte[] content, ImageOptions wanted) throws BrokenImageException {
    return switch (this) {
      case BMP -> bmpChannels(content);
      case GIF -> ColorMode.RGB.channels();
      case JPEG -> Math.min(wanted.colors().channels(), ColorMode.RGB.channels());
      case PNG -> wanted.background().equals(Optional.empty()) ? wanted.colors().channels() : 4;
    };
  }

  private static int bmpChannels(byte[] content) throws BrokenImageException {
    int bits =
        content.length < BMP_BITS + 2
            ? 0
            : (content[BMP_BITS] & 0xFF) | (content[BMP_BITS + 1] & 0xFF) << 8;
    if (bits != 8 && bits != 24 && bits != 32) {
      throw new BrokenImageException(
          "it is a BMP of %s bits a pixel, not 8, 24 or 32".formatted(bits));
    }
    return bits / 8;
  }
}
