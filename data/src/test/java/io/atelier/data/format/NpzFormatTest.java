package io.atelier.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With files that NumPy 2.4 wrote. */
class NpzFormatTest {
  @TempDir Path folder;

  @Test
  void readsPartsWithLabels() throws Exception {
    Reading reading = Formats.read(resource("stored.npz"), ReadOptions.DEFAULT);
    DataSet set = reading.data();
    assertThat(set.name()).isEqualTo("stored");
    assertThat(set.train().inputs().shape()).containsExactly(4, 2, 3);
    assertThat(set.train().inputs()).isInstanceOf(ByteValues.class);
    assertThat(set.train().inputs().number(23)).isEqualTo(223);
    assertThat(set.classNames()).containsExactly("1", "3", "7");
    assertThat(set.train().targets()).isEqualTo(IntValues.of(new int[] {1, 0, 1, 2}, 4));
    byte[] rows = new byte[12];
    for (byte i = 0; i < 12; i++) {
      rows[i] = i;
    }
    assertThat(set.test().orElseThrow().inputs()).isEqualTo(ByteValues.of(rows, 2, 2, 3));
    assertThat(set.test().orElseThrow().targets()).isEqualTo(IntValues.of(new int[] {0, 2}, 2));
    assertThat(set.validation().orElseThrow().size()).isEqualTo(1);
    assertThat(set.fingerprint()).containsOnlyKeys("stored.npz");
    assertThat(reading.notes())
        .containsExactly(
            "The array names was not read: its name says no part.",
            "The labels 1 to 7 became the class numbers 0 to 2.");
  }

  @Test
  void readsNumbersToPredict() throws Exception {
    DataSet set = Formats.read(resource("deflated.npz"), ReadOptions.DEFAULT).data();
    assertThat(set.train().inputs())
        .isEqualTo(FloatValues.of(new float[] {1.5f, 2, 3, -4, 5, 0.001f}, 3, 2));
    assertThat(set.train().targets()).isEqualTo(FloatValues.of(new float[] {0.5f, 1, -2}, 3));
    assertThat(set.classes()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "b1, 0, 1",
    "u1, 1, 255",
    "i1, -128, 127",
    "u2, 1, 65535",
    "i2, -32768, 2",
    "u4, 1, 4294967295",
    "i4, -2147483648, 2",
    "u8, 1, 9223372036854777856",
    "i8, -1099511627776, 2",
    "f4, 0.1, -2"
  })
  void readsEachTypeInBothByteOrders(String type, float first, float second) throws Exception {
    try (NpzFile file = NpzFile.open(resource("types.npz"))) {
      FloatValues expected = FloatValues.of(new float[] {first, second}, 2);
      assertThat(file.read(type).floats()).isEqualTo(expected);
      assertThat(file.read("big_" + type).floats()).isEqualTo(expected);
    }
  }

  @Test
  void readsTheFirstAxisFastestWhereItIsWrittenSo() throws Exception {
    try (NpzFile file = NpzFile.open(resource("types.npz"))) {
      int[] expected = new int[24];
      Arrays.setAll(expected, i -> i);
      assertThat(file.read("cube").ints()).isEqualTo(IntValues.of(expected, 2, 3, 4));
      assertThat(file.read("none").floats()).isEqualTo(FloatValues.of(new float[0], 0, 3));
      assertThat(file.read("single").shape()).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoNumberOrTooLarge() throws Exception {
    try (NpzFile file = NpzFile.open(resource("types.npz"))) {
      assertThatThrownBy(() -> file.read("half"))
          .isInstanceOf(DataSetException.class)
          .hasMessageContaining("types.npz:half needs numbers (bool, integers")
          .hasMessageContaining("got the type <f2");
      assertThatThrownBy(() -> file.read("object")).hasMessageContaining("got the type |O");
      assertThatThrownBy(() -> file.read("record"))
          .hasMessageContaining("with an array of numbers");
      assertThatThrownBy(() -> file.read("f8").floats())
          .hasMessageContaining("needs numbers that a float holds, got 1.0E40");
      assertThatThrownBy(() -> file.read("i8").ints())
          .hasMessageContaining("needs integers of at most 32 bits");
    }
  }

  @Test
  void refusesDamagedFiles() throws Exception {
    byte[] whole = Files.readAllBytes(resource("stored.npz"));
    refused(Arrays.copyOf(whole, whole.length / 2), "needs to be a whole NPZ file");
    refused(new byte[0], "needs to be a whole NPZ file");
    byte[] changed = whole.clone();
    int place = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\u00c8\u00c9\u00ca");
    changed[place] ^= 1;
    refused(changed, ":x_train needs the content of its checksum");
    byte[] packed = Files.readAllBytes(resource("deflated.npz"));
    for (int i = 60; i < 90; i++) {
      packed[i] = 0;
    }
    refused(packed, "needs");
  }

  @Test
  void refusesArraysThatDoNotBelongTogether() throws IOException {
    byte[] ten = npy("|u1", "(2, 5)", 10);
    refused(Map.of("x_train", ten), "needs arrays x_train and y_train");
    refused(Map.of("x", ten, "y", npy("|u1", "(3,)", 3)), "as many targets as inputs");
    refused(Map.of("x", npy("|u1", "(2,)", 2), "y", npy("|u1", "(2,)", 2)), "to [n, 1] for one");
    refused(Map.of("x", ten, "y", npy("|u1", "()", 1)), "got a single number");
    refused(
        Map.of("x", npy("|u1", "(2, 5)", 9), "y", ten), "needs 10 bytes for UINT8[2, 5], got 9");
    refused(Map.of("x", npy("|u1", "(2, 5)", 11), "y", ten), "got more");
    refused(Map.of("x", npy("|u1", "(99999, 99999)", 1), "y", ten), "needs at most 2147483631");
    refused(Map.of("x", ten, "images", ten, "y", ten), "needs one array of each kind");
    refused(Map.of("x", new byte[] {1, 2}, "y", ten), "needs an NPY array of version 1 to 3");
    refused(
        Map.of("x", npy("|u1", "(" + "1,".repeat(40) + ")", 1), "y", ten),
        "needs at most 32 dimensions");
    refused(
        Map.of("x", npy("|u1", "(" + "9".repeat(20_000), 1), "y", ten), "with an array of numbers");
    refused(Map.of("x", npy("|u1", "(0, 5)", 0), "y", npy("|u1", "(0,)", 0)), "got none");
  }

  @Test
  void takesOtherNamesAndSeveralLabels() throws IOException {
    var arrays = new LinkedHashMap<String, byte[]>();
    arrays.put("train_images", npy("|u1", "(2, 5)", 10));
    arrays.put("train_labels", npy("|b1", "(2, 3)", 6));
    DataSet set = Formats.read(write(arrays), ReadOptions.DEFAULT).data();
    assertThat(set.classNames()).containsExactly("0", "1", "2");
    assertThat(set.train().targets().shape()).containsExactly(2, 3);
  }

  private void refused(Map<String, byte[]> arrays, String message) throws IOException {
    Path file = write(arrays);
    assertThatThrownBy(() -> Formats.read(file, ReadOptions.DEFAULT))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  private void refused(byte[] content, String message) throws IOException {
    Path file = Files.write(folder.resolve("damaged.npz"), content);
    assertThatThrownBy(() -> Formats.read(file, ReadOptions.DEFAULT))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  private Path write(Map<String, byte[]> arrays) throws IOException {
    Path file = folder.resolve("made.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (var array : new ArrayList<>(arrays.entrySet())) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
      }
    }
    return file;
  }

  /** An array of version 1 with so many bytes 0 or 1, whatever its shape says. */
  private static byte[] npy(String type, String shape, int bytes) {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape);
    byte[] file = new byte[10 + header.length() + bytes];
    List<Integer> start =
        List.of(0x93, (int) 'N', (int) 'U', (int) 'M', (int) 'P', (int) 'Y', 1, 0);
    for (int i = 0; i < start.size(); i++) {
      file[i] = start.get(i).byteValue();
    }
    file[8] = (byte) header.length();
    System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, file, 10, header.length());
    for (int i = 0; i < bytes; i++) {
      file[10 + header.length() + i] = (byte) (i % 2);
    }
    return file;
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(NpzFormatTest.class.getResource(name).toURI());
  }
}
