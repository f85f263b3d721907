package io.atelier.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TIFF pictures of two by two gray points, of numbers of all kinds that the standard has. */
class SampleFormatTest {
  private static final int UNSIGNED = 1;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"8, 2", "16, 2", "32, 2", "16, 3", "32, 3", "64, 3"})
  void refusesFractionsAndSignedNumbers(int bits, int format) throws IOException {
    Path file = tiff(bits, format);
    assertThatThrownBy(() -> ImageFile.read(file, 28, 28, false, true))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "predict needs pictures of whole numbers without a sign, got " + file)
        .hasMessageEndingWith("; save it as a PNG or JPEG");
  }

  @Test
  void takesWholeNumbersWithoutASign() throws IOException {
    assertThat(ImageFile.read(tiff(8, UNSIGNED), 28, 28, false, true)).containsOnly(255);
    assertThat(ImageFile.read(tiff(16, UNSIGNED), 28, 28, false, true)).containsOnly(255);
  }

  private Path tiff(int bits, int format) throws IOException {
    int[][] entries = {
      {256, 2},
      {257, 2},
      {258, bits},
      {259, 1},
      {262, 1},
      {273, 8},
      {277, 1},
      {278, 2},
      {279, bits / 2},
      {339, format},
    };
    ByteBuffer file = ByteBuffer.allocate(8 + bits / 2 + 6 + 12 * entries.length);
    file.order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {'I', 'I', 42, 0}).putInt(8 + bits / 2);
    for (int i = 0; i < bits / 2; i++) {
      file.put((byte) 255);
    }
    file.putShort((short) entries.length);
    for (int[] entry : entries) {
      file.putShort((short) entry[0]).putShort((short) 3).putInt(1).putInt(entry[1]);
    }
    return Files.write(folder.resolve("odd.tif"), file.putInt(0).array());
  }
}
