package io.atelier.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.cli.PngFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pictures whose quarters are white, 170, 85 and black. The expected quarters are those of the EXIF
 * standard: its number says which corner of the scene the first stored row and column are.
 */
class OrientationTest {
  private static final int[] STORED = {255, 170, 85, 0};

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, 255 170 85 0", "2, 170 255 0 85", "3, 0 85 170 255", "4, 85 0 255 170",
    "5, 255 85 170 0", "6, 85 255 0 170", "7, 0 170 85 255", "8, 170 0 255 85"
  })
  void aPictureIsTurnedAsItsFileSays(int number, String quarters) throws IOException {
    int[] expected = Arrays.stream(quarters.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    assertThat(quarters(jpeg(number), true)).containsExactly(expected);
    assertThat(quarters(jpeg(number), false)).containsExactly(STORED);
    assertThat(quarters(png(number), true)).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65_535})
  void whatIsNoOrientationTurnsNothing(int number) throws IOException {
    assertThat(quarters(jpeg(number), true)).containsExactly(STORED);
  }

  /** Whatever the notes have come to, the picture is whole. */
  @Test
  void damagedNotesTurnNothingAndFailNothing() throws IOException {
    byte[] sound = Files.readAllBytes(jpeg(6));
    // The marker and the length of the notes' segment, at 2 to 5, are the picture's.
    for (int place = 6; place < 38; place++) {
      for (int value : new int[] {0, 0x7f, 0xff}) {
        byte[] damaged = sound.clone();
        damaged[place] = (byte) value;
        Path file = Files.write(folder.resolve("damaged.jpg"), damaged);
        assertThat(quarters(file, true))
            .as("byte %s is %s", place, value)
            .isIn(STORED, new int[] {85, 255, 0, 170}, quarters(jpeg(value), true));
      }
    }
  }

  /** The phone's picture is wider than tall as stored, and stands upright when it is shown. */
  @Test
  void widthAndHeightAreExchanged() throws IOException {
    BufferedImage wide = new BufferedImage(6, 2, BufferedImage.TYPE_INT_RGB);
    wide.setRGB(0, 0, 0xffffff);
    BufferedImage shown = Orientation.numbered(6).orElseThrow().shown(wide);
    assertThat(shown.getWidth()).isEqualTo(2);
    assertThat(shown.getHeight()).isEqualTo(6);
    assertThat(shown.getRGB(1, 0)).isEqualTo(0xffffffff);
  }

  private static int[] quarters(Path file, boolean upright) throws IOException {
    byte[] pixels = ImageFile.read(file, 28, 28, false, upright);
    int[] places = {7 * 28 + 7, 7 * 28 + 21, 21 * 28 + 7, 21 * 28 + 21};
    // JPEG may be off by a few levels.
    return Arrays.stream(places).map(at -> ((pixels[at] & 0xff) + 4) / 85 * 85).toArray();
  }

  private static BufferedImage picture() {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 1024; i++) {
      int quarter = i / 512 * 2 + i % 32 / 16;
      image.getRaster().setSample(i % 32, i / 32, 0, STORED[quarter]);
    }
    return image;
  }

  /** A file's notes: one entry, the orientation (0x0112), a short. */
  private static byte[] exif(int number) {
    return ByteBuffer.allocate(26)
        .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) number)
        .array();
  }

  private Path jpeg(int number) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture(), "jpeg", plain)).isTrue();
    byte[] notes = exif(number);
    ByteBuffer segment =
        ByteBuffer.allocate(10 + notes.length)
            .putShort((short) 0xffe1)
            .putShort((short) (8 + notes.length))
            .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
            .put(notes);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(plain.toByteArray(), 0, 2);
    file.write(segment.array());
    file.write(plain.toByteArray(), 2, plain.size() - 2);
    return Files.write(folder.resolve("image.jpg"), file.toByteArray());
  }

  private Path png(int number) throws IOException {
    byte[] rows = new byte[32 * 33];
    for (int i = 0; i < 1024; i++) {
      rows[i / 32 * 33 + 1 + i % 32] = (byte) picture().getRaster().getSample(i % 32, i / 32, 0);
    }
    return PngFile.write(
        folder.resolve("image.png"),
        PngFile.header(32, 32, 8, 0),
        PngFile.chunk("eXIf", exif(number)),
        PngFile.pixels(rows));
  }
}
