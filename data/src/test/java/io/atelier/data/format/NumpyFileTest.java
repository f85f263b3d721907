package io.atelier.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSetException;
import io.atelier.data.FloatValues;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyFileTest {
  @TempDir Path folder;

  /** As numpy.save writes it: version 1, the header padded with blanks to a multiple of 64. */
  private static byte[] npy(String type, String shape, byte[] data) {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, shape);
    int length = (10 + dictionary.length() + 1 + 63) / 64 * 64 - 10;
    String header = dictionary + " ".repeat(length - dictionary.length() - 1) + "\n";
    return ByteBuffer.allocate(10 + length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) length)
        .put(header.getBytes(StandardCharsets.US_ASCII))
        .put(data)
        .array();
  }

  private static byte[] doubles(double... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(numbers).forEach(bytes::putDouble);
    return bytes.array();
  }

  @Test
  void readsOneArray() throws IOException {
    Path bytes = Files.write(folder.resolve("a.npy"), npy("|u1", "1, 2", new byte[] {3, -1}));
    Path numbers = Files.write(folder.resolve("b.NPY"), npy("<f8", "2, 1", doubles(0.1, -2)));
    assertThat(NumpyFile.read(bytes)).isEqualTo(ByteValues.of(new byte[] {3, -1}, 1, 2));
    assertThat(NumpyFile.read(numbers)).isEqualTo(FloatValues.of(new float[] {0.1f, -2}, 2, 1));
    assertThat(NumpyFile.is(numbers)).isTrue();
    assertThat(NumpyFile.is(folder.resolve("npy"))).isFalse();
  }

  @Test
  void ofSeveralItTakesTheOneCalledX() throws IOException {
    Path file = folder.resolve("rows.npz");
    zip(file, "labels", "x");
    assertThat(NumpyFile.read(file)).isEqualTo(FloatValues.of(new float[] {1}, 1, 1));
    zip(file, "labels");
    assertThat(NumpyFile.read(file)).isEqualTo(FloatValues.of(new float[] {0}, 1, 1));
    zip(file, "a", "b");
    assertThatThrownBy(() -> NumpyFile.read(file))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            file
                + " needs one array, or one called x, got [a, b]; write it anew with"
                + " numpy.savez(file, x=array)");
  }

  /** Arrays of one number, how many were written before it. */
  private static void zip(Path file, String... names) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      for (int i = 0; i < names.length; i++) {
        zip.putNextEntry(new ZipEntry(names[i] + ".npy"));
        zip.write(npy("<f8", "1, 1", doubles(i)));
        zip.closeEntry();
      }
    }
  }

  @Test
  void namesWhatCannotBeRead() throws IOException {
    byte[] whole = npy("<f8", "2, 1", doubles(0.1, -2));
    Path file = folder.resolve("odd.npy");
    for (byte[] odd :
        new byte[][] {
          new byte[0],
          Arrays.copyOf(whole, 30),
          Arrays.copyOf(whole, whole.length - 1),
          Arrays.copyOf(whole, whole.length + 1),
          npy("<f8", "", doubles(1)),
          npy("<U1", "1, 1", new byte[4]),
          "no array".getBytes(StandardCharsets.US_ASCII)
        }) {
      Files.write(file, odd);
      assertThatThrownBy(() -> NumpyFile.read(file))
          .isInstanceOf(DataSetException.class)
          .hasMessageStartingWith(file + " needs ");
    }
    assertThatThrownBy(() -> NumpyFile.read(folder.resolve("gone.npy")))
        .hasMessageContaining("gone.npy needs to be a file")
        .hasMessageContaining("nothing there");
    Path npz = Files.write(folder.resolve("odd.npz"), whole);
    assertThatThrownBy(() -> NumpyFile.read(npz)).hasMessageContaining("odd.npz needs");
    Path directory = Files.createDirectory(folder.resolve("folder.npy"));
    assertThatThrownBy(() -> NumpyFile.read(directory)).hasMessageContaining("got a folder");
  }
}
