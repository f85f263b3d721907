package io.atelier.engine.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.ByteValues;
import io.atelier.data.image.BrokenImageException;
import io.atelier.data.image.Color;
import io.atelier.data.image.ColorMode;
import io.atelier.data.image.ImageDecoder;
import io.atelier.data.image.ImageOptions;
import io.atelier.data.image.Interpolation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TensorFlowImageDecoderTest {
  private final ImageDecoder decoder = new TensorFlowImageDecoder();

  private static byte[] file(BufferedImage image, String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  /** A smooth picture: JPEG and GIF keep most of it. */
  private static BufferedImage picture(int height, int width, int type) {
    var image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 255 * x / Math.max(1, width - 1);
        int green = 255 * y / Math.max(1, height - 1);
        image.setRGB(x, y, 0xff << 24 | red << 16 | green << 8 | (red + green) / 2);
      }
    }
    return image;
  }

  private static ByteValues pixels(BufferedImage image) {
    int size = image.getHeight() * image.getWidth();
    byte[] values = new byte[3 * size];
    for (int i = 0; i < size; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      values[3 * i] = (byte) (rgb >> 16);
      values[3 * i + 1] = (byte) (rgb >> 8);
      values[3 * i + 2] = (byte) rgb;
    }
    return ByteValues.of(values, 1, image.getHeight(), image.getWidth(), 3);
  }

  private static int[] numbers(ByteValues values) {
    return IntStream.range(0, values.values().length).map(i -> values.values()[i] & 0xff).toArray();
  }

  @Test
  void isTheInstalledOne() {
    assertThat(ImageDecoder.installed()).isInstanceOf(TensorFlowImageDecoder.class);
  }

  @ParameterizedTest
  @CsvSource({"png", "bmp"})
  void decodesWhatLosesNothingToTheByte(String format) throws IOException {
    BufferedImage image = picture(5, 7, BufferedImage.TYPE_INT_RGB);
    assertThat(decoder.decode(file(image, format), ImageOptions.DEFAULT)).isEqualTo(pixels(image));
  }

  /** Java's decoder is INTEGER_ACCURATE; Keras' default is INTEGER_FAST, which differs from it. */
  @Test
  void decodesJpegsFast() throws IOException {
    var noise = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 1024; i++) {
      noise.setRGB(i % 32, i / 32, random.nextInt(1 << 24));
    }
    byte[] jpeg = file(noise, "jpg");
    int[] accurate = numbers(pixels(ImageIO.read(new ByteArrayInputStream(jpeg))));
    int[] fast = numbers(decoder.decode(jpeg, ImageOptions.DEFAULT));
    int[] off = IntStream.range(0, fast.length).map(i -> Math.abs(fast[i] - accurate[i])).toArray();
    assertThat(Arrays.stream(off).max().orElseThrow()).isBetween(1, 18);
    assertThat(Arrays.stream(off).filter(d -> d > 0).count()).isGreaterThan(off.length / 4);
  }

  @ParameterizedTest
  @CsvSource({
    "png, GRAYSCALE, 1",
    "jpg, GRAYSCALE, 1",
    "gif, GRAYSCALE, 1",
    "bmp, GRAYSCALE, 1",
    "png, RGBA, 4",
    "jpg, RGBA, 4",
    "gif, RGBA, 4",
    "bmp, RGBA, 4",
    "gif, RGB, 3"
  })
  void givesTheChannelsThatAreWantedWhateverTheFormat(String format, ColorMode mode, int channels)
      throws IOException {
    BufferedImage image = picture(16, 16, BufferedImage.TYPE_INT_RGB);
    ByteValues decoded = decoder.decode(file(image, format), ImageOptions.DEFAULT.in(mode));
    assertThat(decoded.shape()).containsExactly(1, 16, 16, channels);
    int[] rgb = numbers(pixels(image));
    int[] got = numbers(decoded);
    for (int i = 0; i < 256; i++) {
      double gray = 0.2989 * rgb[3 * i] + 0.587 * rgb[3 * i + 1] + 0.114 * rgb[3 * i + 2];
      double wanted = channels == 1 ? gray : rgb[3 * i];
      // GIF has 256 colours in all, JPEG halves the colours' resolution.
      double off = format.equals("png") || format.equals("bmp") ? 1 : 24;
      assertThat((double) got[channels * i]).isCloseTo(wanted, within(off));
      if (channels == 4) {
        assertThat(got[4 * i + 3]).isEqualTo(255);
      }
    }
  }

  @Test
  void showsABackgroundWhereAPictureIsTransparent() throws IOException {
    var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00ff0000);
    image.setRGB(1, 0, 0x80ff0000);
    image.setRGB(2, 0, 0xff0000ff);
    byte[] png = file(image, "png");
    // As TensorFlow does: the colour below, whatever the opacity.
    assertThat(numbers(decoder.decode(png, ImageOptions.DEFAULT)))
        .containsExactly(255, 0, 0, 255, 0, 0, 0, 0, 255);
    assertThat(numbers(decoder.decode(png, ImageOptions.DEFAULT.on(Color.WHITE))))
        .containsExactly(255, 255, 255, 255, 127, 127, 0, 0, 255);
    assertThat(numbers(decoder.decode(png, ImageOptions.DEFAULT.on(new Color(0, 10, 20)))))
        .containsExactly(0, 10, 20, 128, 5, 10, 0, 0, 255);
    assertThat(numbers(decoder.decode(png, ImageOptions.DEFAULT.in(ColorMode.RGBA))))
        .containsExactly(255, 0, 0, 0, 255, 0, 0, 128, 0, 0, 255, 255);
    assertThat(
            numbers(
                decoder.decode(png, ImageOptions.DEFAULT.in(ColorMode.GRAYSCALE).on(Color.WHITE))))
        .containsExactly(255, 165, 29);
  }

  /** The formula of half-pixel centres, by hand. */
  @Test
  void resizesBilinearlyAsKerasDoes() throws IOException {
    BufferedImage image = picture(9, 13, BufferedImage.TYPE_INT_RGB);
    int[] from = numbers(pixels(image));
    int[] got = numbers(decoder.decode(file(image, "png"), ImageOptions.DEFAULT.resized(4, 5)));
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 5; x++) {
        double row = Math.max(0, (y + 0.5) * 9 / 4 - 0.5);
        double column = Math.max(0, (x + 0.5) * 13 / 5 - 0.5);
        int top = (int) row;
        int left = (int) column;
        double wanted = 0;
        for (int dy = 0; dy < 2; dy++) {
          for (int dx = 0; dx < 2; dx++) {
            double weight = Math.abs(1 - dy - (row - top)) * Math.abs(1 - dx - (column - left));
            int at = Math.min(8, top + dy) * 13 + Math.min(12, left + dx);
            wanted += weight * from[3 * at];
          }
        }
        assertThat(got[3 * (5 * y + x)]).isCloseTo((int) Math.round(wanted), within(1));
      }
    }
  }

  @Test
  void resizesToTheNearestPixel() throws IOException {
    BufferedImage image = picture(9, 13, BufferedImage.TYPE_INT_RGB);
    int[] from = numbers(pixels(image));
    ImageOptions options = ImageOptions.DEFAULT.resized(4, 5).by(Interpolation.NEAREST);
    int[] got = numbers(decoder.decode(file(image, "png"), options));
    for (int i = 0; i < 20; i++) {
      int row = (int) ((Math.floorDiv(i, 5) + 0.5) * 9 / 4);
      int column = (int) ((i % 5 + 0.5) * 13 / 5);
      assertThat(got[3 * i]).isEqualTo(from[3 * (13 * row + column)]);
    }
  }

  /** Whatever the method, one colour stays that colour. */
  @ParameterizedTest
  @EnumSource(Interpolation.class)
  void everyMethodKeepsOneColour(Interpolation method) throws IOException {
    var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1200; i++) {
      image.setRGB(i % 40, i / 40, 0xc80005);
    }
    ByteValues resized =
        decoder.decode(file(image, "png"), ImageOptions.DEFAULT.resized(7, 50).by(method));
    assertThat(resized.shape()).containsExactly(1, 7, 50, 3);
    int[] got = numbers(resized);
    for (int i = 0; i < 350; i++) {
      assertThat(got[3 * i]).isEqualTo(200);
      assertThat(got[3 * i + 2]).isEqualTo(5);
    }
  }

  /** 10x40 to 8x16: 20 columns of 40 are kept, from the tenth on. */
  @Test
  void cutsTheMiddleOut() throws IOException {
    var image = new BufferedImage(40, 10, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 400; i++) {
      image.setRGB(i % 40, i / 40, i % 40 >= 10 && i % 40 < 30 ? 0xffffff : 0);
    }
    byte[] png = file(image, "png");
    assertThat(numbers(decoder.decode(png, ImageOptions.DEFAULT.resized(8, 16).cropped())))
        .containsOnly(255);
    assertThat(numbers(decoder.decode(png, ImageOptions.DEFAULT.resized(8, 16)))).contains(0);
    // Upright: 10 rows are kept of 40.
    assertThat(decoder.decode(png, ImageOptions.DEFAULT.resized(32, 1).cropped()).shape())
        .containsExactly(1, 32, 1, 3);
  }

  /** The eight orientations of the EXIF standard: where the first row and column are shown. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, 3, 0 1 2 3 4 5", "2, 2, 3, 2 1 0 5 4 3", "3, 2, 3, 5 4 3 2 1 0",
    "4, 2, 3, 3 4 5 0 1 2", "5, 3, 2, 0 3 1 4 2 5", "6, 3, 2, 3 0 4 1 5 2",
    "7, 3, 2, 5 2 4 1 3 0", "8, 3, 2, 2 5 1 4 0 3", "9, 2, 3, 0 1 2 3 4 5"
  })
  void turnsAsTheOrientationSays(int number, int height, int width, String order) {
    ByteValues stored = ByteValues.of(new byte[] {0, 1, 2, 3, 4, 5}, 1, 2, 3, 1);
    ByteValues shown = ExifOrientation.numbered(number).shown(stored);
    assertThat(shown.shape()).containsExactly(1, height, width, 1);
    assertThat(shown.values())
        .containsExactly(Arrays.stream(order.split(" ", -1)).mapToInt(Integer::parseInt).toArray());
  }

  @Test
  void turnsAPhotoOnlyIfToldTo() throws IOException {
    byte[] jpeg = file(picture(8, 16, BufferedImage.TYPE_INT_RGB), "jpg");
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] turned = new byte[jpeg.length + exif.length];
    System.arraycopy(jpeg, 0, turned, 0, 2);
    System.arraycopy(exif, 0, turned, 2, exif.length);
    System.arraycopy(jpeg, 2, turned, 2 + exif.length, jpeg.length - 2);
    ByteValues stored = decoder.decode(turned, ImageOptions.DEFAULT);
    assertThat(stored).isEqualTo(decoder.decode(jpeg, ImageOptions.DEFAULT));
    ByteValues shown = decoder.decode(turned, ImageOptions.DEFAULT.turnedUpright());
    assertThat(shown.shape()).containsExactly(1, 16, 8, 3);
    assertThat(shown).isEqualTo(ExifOrientation.numbered(6).shown(stored));
    assertThat(decoder.decode(turned, ImageOptions.DEFAULT.turnedUpright().resized(4, 4)).shape())
        .containsExactly(1, 4, 4, 3);
  }

  @Test
  void saysInOneLineWhatIsBroken() throws IOException {
    byte[] png = file(picture(50, 50, BufferedImage.TYPE_INT_RGB), "png");
    byte[] jpeg = file(picture(50, 50, BufferedImage.TYPE_INT_RGB), "jpg");
    byte[] bmp = file(picture(50, 50, BufferedImage.TYPE_INT_RGB), "bmp");
    byte[] flipped = png.clone();
    flipped[png.length / 2] ^= 0x55;
    assertBroken(new byte[0], "it is empty");
    assertBroken("<html>".getBytes(StandardCharsets.UTF_8), "it is no BMP, GIF, JPEG or PNG");
    assertBroken(Arrays.copyOf(bmp, 20), "it is a BMP of 0 bits a pixel, not 8, 24 or 32");
    assertBroken(flipped, "PNG");
    for (byte[] whole : new byte[][] {png, jpeg, bmp}) {
      assertBroken(Arrays.copyOf(whole, whole.length / 2), "");
    }
  }

  private void assertBroken(byte[] content, String message) {
    assertThatThrownBy(() -> decoder.decode(content, ImageOptions.DEFAULT))
        .isInstanceOf(BrokenImageException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("{{node");
  }

  @Test
  void threadsShareIt() throws IOException {
    BufferedImage image = picture(20, 30, BufferedImage.TYPE_INT_RGB);
    byte[] png = file(image, "png");
    assertThat(
            IntStream.range(0, 400)
                .parallel()
                .mapToObj(
                    i -> {
                      try {
                        return decoder.decode(png, ImageOptions.DEFAULT);
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    })
                .toList())
        .hasSize(400)
        .containsOnly(pixels(image));
  }
}
