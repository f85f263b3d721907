package io.atelier.cli.picture;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures as the networks take them. */
public final class ImageFile {
  private ImageFile() {}

  /**
   * {@return a picture as gray bytes: averaged over areas, keeping its proportions, on black}
   *
   * <p>What is transparent in it is black in the end: a light garment is meant to lie on black, a
   * dark one, which is inverted, on white.
   *
   * @param height of what is returned
   * @param width of what is returned
   * @param invert whether light and dark change places first
   * @param upright whether it is turned first as its EXIF orientation says
   * @throws IOException if it cannot be read or is no picture
   */
  public static byte[] read(Path file, int height, int width, boolean invert, boolean upright)
      throws IOException {
    BufferedImage decoded = decoded(file);
    Exif exif = Exif.of(file);
    SampleFormat.requireBrightness(file, decoded, exif);
    BufferedImage stored = gray(decoded, invert);
    BufferedImage gray = upright ? Orientation.of(exif).shown(stored) : stored;
    double scale = Math.min((double) height / gray.getHeight(), (double) width / gray.getWidth());
    int high = Math.max(1, Math.min(height, (int) Math.round(gray.getHeight() * scale)));
    int wide = Math.max(1, Math.min(width, (int) Math.round(gray.getWidth() * scale)));
    Image scaled = gray.getScaledInstance(wide, high, Image.SCALE_AREA_AVERAGING);
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    graphics.drawImage(scaled, (width - wide) / 2, (height - high) / 2, null);
    graphics.dispose();
    byte[] pixels = new byte[height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) canvas.getRGB(i % width, Math.floorDiv(i, width));
    }
    return pixels;
  }

  private static BufferedImage decoded(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IOException("predict needs readable image files, got " + file + "; check the path");
    }
    BufferedImage image;
    try {
      image = ImageIO.read(file.toFile());
    } catch (IOException | RuntimeException e) {
      if (String.valueOf(e.getMessage()).startsWith("Unsupported Image Type")) {
        throw otherColours(file, e);
      }
      throw new IOException(
          file
              + " is damaged: it cannot be read as a picture ("
              + e.getMessage()
              + "); give a PNG or JPEG",
          e);
    }
    if (image == null) {
      throw new IOException(file + " is not a picture that can be read; give a PNG or JPEG");
    }
    if (image.getRaster().getNumBands() > 3 && isJpeg(file)) {
      // JPEG knows no transparency: the fourth band is an ink, whatever Java takes it for.
      throw otherColours(file, null);
    }
    return image;
  }

  private static boolean isJpeg(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0xff && in.read() == 0xd8;
    }
  }

  private static IOException otherColours(Path file, Exception cause) {
    return new IOException(
        file
            + " has colours that cannot be read, such as CMYK; save it as a PNG or JPEG in RGB or"
            + " gray",
        cause);
  }

  private static BufferedImage gray(BufferedImage image, boolean invert) {
    BufferedImage gray =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int level = level(image, x, y, invert ? 255 : 0);
        int shown = invert ? 255 - level : level;
        gray.setRGB(x, y, shown << 16 | shown << 8 | shown);
      }
    }
    return gray;
  }

  /**
   * 0 to 255. Gray samples are taken as they are: {@code getRGB} would bend them to sRGB.
   *
   * @param background what shows through
   */
  private static int level(BufferedImage image, int x, int y, int background) {
    Raster raster = image.getRaster();
    if (raster.getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel)) {
      double alpha = raster.getNumBands() == 1 ? 1 : sample(raster, x, y, 1) / 255;
      return composed(sample(raster, x, y, 0), alpha, background);
    }
    int argb = image.getRGB(x, y);
    double luma = 0.299 * (argb >> 16 & 0xff) + 0.587 * (argb >> 8 & 0xff) + 0.114 * (argb & 0xff);
    return composed(luma, (argb >>> 24) / 255.0, background);
  }

  private static int composed(double light, double alpha, int background) {
    return (int) Math.round(alpha * light + (1 - alpha) * background);
  }

  private static double sample(Raster raster, int x, int y, int band) {
    int bits = raster.getSampleModel().getSampleSize(band);
    return raster.getSample(x, y, band) * 255.0 / ((1L << bits) - 1);
  }
}
