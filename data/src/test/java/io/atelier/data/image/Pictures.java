package io.atelier.data.image;

import io.atelier.data.ByteValues;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** Makes pictures of one colour, and decodes them with Java's decoder, counting. */
final class Pictures implements ImageDecoder {
  final AtomicInteger decoded = new AtomicInteger();

  /** Writes a PNG of which all pixels have the same red, green and blue. */
  static void write(Path file, int level, int height, int width) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      image.setRGB(i % width, Math.floorDiv(i, width), level * 0x10101);
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  static void write(Path file, int level) throws IOException {
    write(file, level, 2, 3);
  }

  @Override
  public ByteValues decode(byte[] content, ImageOptions options) throws BrokenImageException {
    decoded.incrementAndGet();
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(content));
      if (image == null) {
        throw new BrokenImageException("it is no picture");
      }
      int height = options.size().map(ImageSize::height).orElse(image.getHeight());
      int width = options.size().map(ImageSize::width).orElse(image.getWidth());
      byte[] pixels = new byte[height * width];
      Arrays.fill(pixels, (byte) image.getRGB(0, 0));
      return ByteValues.of(pixels, 1, height, width, 1);
    } catch (BrokenImageException e) {
      throw e;
    } catch (IOException e) {
      throw new BrokenImageException("it is damaged", e);
    }
  }
}
