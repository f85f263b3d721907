package io.atelier.lab.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pixels.
 *
 * @param image drawn at twice the size it is shown at, for sharp screens
 */
public record Png(BufferedImage image) implements Picture {
  /**
   * {@return the picture in a file}
   *
   * @throws IOException if there is none
   */
  public static Png read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      // Closed by whom it is given to; ImageIO's own would add a hook to the JVM's end.
      BufferedImage image = ImageIO.read(new MemoryCacheImageInputStream(in));
      if (image == null) {
        throw new IOException(file + " is damaged: it is no picture; delete it, to draw it again");
      }
      return new Png(image);
    }
  }

  @Override
  public String html(String meaning) {
    return "<img alt=\"%s\" width=\"%s\" height=\"%s\" src=\"data:image/png;base64,%s\">"
        .formatted(
            Inline.escape(meaning),
            image.getWidth() / 2,
            image.getHeight() / 2,
            Base64.getEncoder().encodeToString(bytes()));
  }

  @Override
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      // ImageIO's own stream adds a hook to the JVM's end, which Ctrl-C has begun already.
      ImageIO.write(image, "png", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public String extension() {
    return "png";
  }
}
