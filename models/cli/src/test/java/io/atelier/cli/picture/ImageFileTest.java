package io.atelier.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.cli.PngFile;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  /** Every byte there is, in no smooth order. */
  private static final int[] LEVELS = new int[784];

  static {
    Arrays.setAll(LEVELS, i -> i * 37 % 256);
  }

  @TempDir Path folder;

  @Test
  void anImageLikeTheDataSetsComesBackByteForByte() throws IOException {
    assertThat(read(gray(28, 28, LEVELS))).containsExactly(LEVELS);
  }

  @Test
  void anImageTenTimesAsLargeComesBack() throws IOException {
    int[] large = new int[280 * 280];
    Arrays.setAll(large, i -> LEVELS[i / 2800 * 28 + i % 280 / 10]);
    int[] pixels = read(gray(280, 280, large));
    for (int i = 0; i < pixels.length; i++) {
      assertThat(pixels[i]).as("pixel " + i).isCloseTo(LEVELS[i], within(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB})
  void grayInColoursIsTheSameGray(int type) throws IOException {
    BufferedImage image = new BufferedImage(28, 28, type);
    for (int i = 0; i < 784; i++) {
      image.setRGB(i % 28, i / 28, new Color(LEVELS[i], LEVELS[i], LEVELS[i]).getRGB());
    }
    assertThat(read(image)).containsExactly(LEVELS);
  }

  @ParameterizedTest
  @CsvSource({"255, 0, 0, 76", "0, 255, 0, 150", "0, 0, 255, 29", "255, 255, 255, 255"})
  void coloursAreAsLightAsTheEyeSeesThem(int red, int green, int blue, int level)
      throws IOException {
    assertThat(read(flat(28, 28, new Color(red, green, blue)))).containsOnly(level);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "128, 128", "255, 255"})
  void whatIsTransparentIsBlack(int alpha, int level) throws IOException {
    assertThat(read(flat(28, 28, new Color(255, 255, 255, alpha)))).containsOnly(level);
  }

  /** The background that is meant is white before it is inverted. */
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 255, 255", "0, 128, 128", "255, 0, 0", "255, 255, 0", "100, 51, 31"})
  void whatIsTransparentIsBlackInvertedToo(int shade, int alpha, int level) throws IOException {
    BufferedImage image = flat(28, 28, new Color(shade, shade, shade, alpha));
    assertThat(read(saved(image), true)).containsOnly(level);
  }

  @ParameterizedTest
  @CsvSource({"0, 255, 255, false", "0, 51, 51, true", "255, 0, 0, true", "200, 0, 0, false"})
  void grayWithAlphaIsComposedBeforeItIsInverted(int gray, int alpha, int level, boolean deep)
      throws IOException {
    int type = deep ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE;
    int scale = deep ? 257 : 1;
    ComponentColorModel model =
        new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, 3, type);
    WritableRaster raster = model.createCompatibleWritableRaster(28, 28);
    for (int i = 0; i < 784; i++) {
      raster.setPixel(i % 28, i / 28, new int[] {gray * scale, alpha * scale});
    }
    BufferedImage image = new BufferedImage(model, raster, false, null);
    assertThat(read(saved(image), true)).containsOnly(level);
  }

  /** A palette's, and one colour of a gray or RGB picture that stands for none. */
  @ParameterizedTest
  @CsvSource({"3, 8, 00ff", "0, 8, 0000", "0, 16, 0000", "2, 8, 000000000000"})
  void aColourThatIsTransparentShowsTheBackground(int colours, int bits, String trns)
      throws IOException {
    byte[] pixels = new byte[1 + (colours == 2 ? 3 : 1) * bits / 8];
    Path file =
        PngFile.write(
            folder.resolve("image.png"),
            PngFile.header(1, 1, bits, colours),
            PngFile.chunk("PLTE", colours == 3 ? new byte[6] : new byte[0]),
            PngFile.chunk("tRNS", HexFormat.of().parseHex(trns)),
            PngFile.pixels(pixels));
    assertThat(read(file, false)).containsOnly(0);
    assertThat(read(file, true)).as("black on white, all of it transparent").containsOnly(0);
  }

  @Test
  void sixteenBitsOfColourAreTheSameColour() throws IOException {
    byte[] white = {0, -1, -1, -1, -1, -1, -1};
    Path file =
        PngFile.write(
            folder.resolve("image.png"), PngFile.header(1, 1, 16, 2), PngFile.pixels(white));
    assertThat(read(file, false)).containsOnly(255);
  }

  @Test
  void saysThatItCannotReadInksInsteadOfLights() throws IOException {
    WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
    Path file = folder.resolve("print.jpg");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(new IIOImage(inks, null, null));
    } finally {
      writer.dispose();
    }
    String message =
        "%s has colours that cannot be read, such as CMYK; save it as a PNG or JPEG in RGB or gray";
    refuses(file, message);
    // As printers' programs write it: Adobe's segment says that the four bands are inks.
    byte[] bytes = Files.readAllBytes(file);
    byte[] adobe = HexFormat.of().parseHex("ffee000e41646f62650064000000000000");
    byte[] marked = Arrays.copyOf(bytes, bytes.length + adobe.length);
    System.arraycopy(adobe, 0, marked, 2, adobe.length);
    System.arraycopy(bytes, 2, marked, 2 + adobe.length, bytes.length - 2);
    refuses(Files.write(file, marked), message);
  }

  @Test
  void aPaletteIsLookedUp() throws IOException {
    byte[] shades = new byte[256];
    for (int i = 0; i < 256; i++) {
      shades[i] = (byte) (255 - i);
    }
    IndexColorModel palette = new IndexColorModel(8, 256, shades, shades, shades);
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_INDEXED, palette);
    image.getRaster().setPixels(0, 0, 28, 28, LEVELS);
    assertThat(read(image)).containsExactly(Arrays.stream(LEVELS).map(i -> 255 - i).toArray());
  }

  @Test
  void sixteenBitsAreTheSameGray() throws IOException {
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setPixels(0, 0, 28, 28, Arrays.stream(LEVELS).map(i -> i * 257).toArray());
    assertThat(read(image)).containsExactly(LEVELS);
  }

  @ParameterizedTest
  @CsvSource({"255, 128, 128", "128, 255, 128", "0, 200, 0", "255, 37, 37"})
  void grayWithAlphaIsTheSameGray(int alpha, int gray, int level) throws IOException {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, 3, DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(28, 28);
    for (int i = 0; i < 784; i++) {
      raster.setPixel(i % 28, i / 28, new int[] {gray, alpha});
    }
    assertThat(read(new BufferedImage(model, raster, false, null))).containsOnly(level);
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB})
  void aJpegIsRead(int type) throws IOException {
    BufferedImage image = new BufferedImage(112, 112, type);
    for (int y = 0; y < 112; y++) {
      for (int x = 0; x < 56; x++) {
        image.setRGB(x, y, 0xffffffff);
      }
    }
    Path file = folder.resolve("image.jpg");
    assertThat(ImageIO.write(image, "jpeg", file.toFile())).isTrue();
    int[] pixels = read(file, false);
    for (int i = 0; i < 784; i++) {
      assertThat(pixels[i]).isCloseTo(i % 28 < 14 ? 255 : 0, within(2));
    }
  }

  @Test
  void aWideImageLiesInTheMiddleOnBlack() throws IOException {
    int[] pixels = read(flat(56, 28, Color.WHITE));
    for (int i = 0; i < 784; i++) {
      assertThat(pixels[i]).isEqualTo(i / 28 >= 7 && i / 28 < 21 ? 255 : 0);
    }
  }

  @Test
  void aTallImageStandsInTheMiddleOnBlackInvertedToo() throws IOException {
    int[] pixels = read(saved(flat(28, 56, Color.BLACK)), true);
    for (int i = 0; i < 784; i++) {
      assertThat(pixels[i]).isEqualTo(i % 28 >= 7 && i % 28 < 21 ? 255 : 0);
    }
  }

  @Test
  void invertExchangesLightAndDark() throws IOException {
    assertThat(read(saved(gray(28, 28, LEVELS)), true))
        .containsExactly(Arrays.stream(LEVELS).map(level -> 255 - level).toArray());
  }

  @Test
  void onePixelFillsTheImage() throws IOException {
    assertThat(read(gray(1, 1, new int[] {77}))).containsOnly(77);
  }

  @Test
  void aLineStaysALine() throws IOException {
    assertThat(Arrays.stream(read(flat(1000, 1, Color.WHITE))).filter(level -> level == 255))
        .hasSize(28);
  }

  @Test
  void refusesWhatIsNotThere() {
    refuses(folder.resolve("no.png"), "predict needs readable image files, got %s; check the path");
    refuses(folder, "predict needs readable image files, got %s; check the path");
  }

  @Test
  void refusesWhatIsNoImage() throws IOException {
    refuses(
        Files.writeString(folder.resolve("notes.png"), "not an image"),
        "%s is not a picture that can be read; give a PNG or JPEG");
    refuses(
        Files.createFile(folder.resolve("empty.png")),
        "%s is not a picture that can be read; give a PNG or JPEG");
  }

  @Test
  void refusesHalfAnImage() throws IOException {
    Path whole = saved(gray(28, 28, LEVELS));
    byte[] bytes = Files.readAllBytes(whole);
    Path half = Files.write(folder.resolve("half.png"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> ImageFile.read(half, 28, 28, false, true))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(half + " is damaged: it cannot be read as a picture (")
        .hasMessageEndingWith("); give a PNG or JPEG");
  }

  private static void refuses(Path file, String message) {
    assertThatThrownBy(() -> ImageFile.read(file, 28, 28, false, true))
        .isInstanceOf(IOException.class)
        .hasMessage(message, file);
  }

  private int[] read(BufferedImage image) throws IOException {
    return read(saved(image), false);
  }

  private static int[] read(Path file, boolean invert) throws IOException {
    byte[] pixels = ImageFile.read(file, 28, 28, invert, true);
    int[] levels = new int[pixels.length];
    Arrays.setAll(levels, i -> pixels[i] & 0xff);
    return levels;
  }

  private Path saved(BufferedImage image) throws IOException {
    Path file = folder.resolve("image.png");
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    return file;
  }

  private static BufferedImage gray(int width, int height, int[] levels) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, width, height, levels);
    return image;
  }

  private static BufferedImage flat(int width, int height, Color color) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, color.getRGB());
    }
    return image;
  }
}
