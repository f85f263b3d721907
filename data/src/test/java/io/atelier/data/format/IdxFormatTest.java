package io.atelier.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.file.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFormatTest {
  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void makeTheFolder() throws IOException {
    folder = Files.createDirectory(root.resolve("letters"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train-images-idx3-ubyte",
        "train-images.idx3-ubyte",
        "train-images-idx3-ubyte.gz",
        "train-images.idx3-ubyte.gz",
        "emnist-letters-train-images-idx3-ubyte",
        "Train_Images-IDX3-ubyte",
        "my.set-train-images.idx"
      })
  void takesAnyUsualName(String name) throws IOException {
    String labels = name.replace("mages", "abels").replace("Iabels", "Labels");
    labels = labels.replace("iabels", "labels").replace("3", "1");
    put(name, images(3));
    put(labels, labels(0, 1, 0));
    put(name.replace("rain", "est"), images(2));
    put(labels.replace("rain", "est"), labels(1, 0));
    DataSet set = read().data();
    assertThat(set.name()).isEqualTo("letters");
    assertThat(set.exampleShape()).containsExactly(2, 5);
    assertThat(set.train().targets()).isEqualTo(IntValues.of(new int[] {0, 1, 0}, 3));
    assertThat(set.test().orElseThrow().size()).isEqualTo(2);
    assertThat(set.validation()).isEmpty();
    assertThat(set.fingerprint()).hasSize(4);
    assertThat(set.fingerprint().keySet()).noneMatch(file -> file.endsWith(".gz"));
    assertThat(set.fingerprint().values())
        .containsExactly(
            Sha256.of(images(3)),
            Sha256.of(labels(0, 1, 0)),
            Sha256.of(images(2)),
            Sha256.of(labels(1, 0)));
  }

  @Test
  void countsLettersFrom0AndCallsThemWhatTheMappingSays() throws IOException {
    put("emnist-letters-train-images-idx3-ubyte", images(26));
    byte[] all = new byte[26];
    StringBuilder mapping = new StringBuilder();
    for (int i = 0; i < 26; i++) {
      all[i] = (byte) (26 - i);
      mapping.append("%s %s %s\n".formatted(i + 1, 'A' + i, 'a' + i));
    }
    put("emnist-letters-train-labels-idx1-ubyte", labels(all));
    put("emnist-letters-val-images-idx3-ubyte", images(1));
    put("emnist-letters-val-labels-idx1-ubyte", labels(1));
    Reading plain = read();
    assertThat(plain.data().classes()).isEqualTo(26);
    assertThat(plain.data().classNames()).startsWith("1", "2").endsWith("26");
    assertThat(plain.data().train().targets().number(0)).isEqualTo(25);
    assertThat(plain.data().validation().orElseThrow().targets().number(0)).isZero();
    assertThat(plain.notes())
        .containsExactly("The labels 1 to 26 became the class numbers 0 to 25.");
    Files.writeString(folder.resolve("emnist-letters-mapping.txt"), mapping);
    assertThat(read().data().classNames()).startsWith("A/a", "B/b").endsWith("Z/z");
    assertThat(read().data().fingerprint()).containsKey("emnist-letters-mapping.txt");
    Files.writeString(folder.resolve("emnist-letters-mapping.txt"), "1 A\n");
    refused("emnist-letters-mapping.txt needs lines of a label and the codes");
    Files.writeString(folder.resolve("emnist-letters-mapping.txt"), "1 65\n1 66\n");
    refused("each label once, got '1 66'");
  }

  @Test
  void takesColoursAndNumbersThatAreNoBytes() throws IOException {
    put("train-images-idx4-ubyte", idx(0x08, new byte[12], 1, 2, 2, 3));
    put("train-labels-idx1-ubyte", labels(4));
    assertThat(read().data().exampleShape()).containsExactly(2, 2, 3);
    Files.delete(folder.resolve("train-images-idx4-ubyte"));
    put("train-images-idx2-float", idx(0x0D, new byte[] {63, -64, 0, 0}, 1, 1));
    assertThat(read().data().train().inputs()).isEqualTo(FloatValues.of(new float[] {1.5f}, 1, 1));
  }

  @Test
  void prefersThePlainFile() throws IOException {
    put("train-images-idx3-ubyte", images(2));
    put("train-labels-idx1-ubyte", labels(0, 1));
    put("train-labels-idx1-ubyte.gz", labels(0, 0, 1));
    assertThat(read().data().train().inputs()).isInstanceOf(ByteValues.class);
    assertThat(read().data().train().targets()).isEqualTo(IntValues.of(new int[] {0, 1}, 2));
  }

  @Test
  void refusesFilesThatDoNotBelongTogether() throws IOException {
    put("train-images-idx3-ubyte", images(3));
    refused("needs images and labels for its part train, got only train-images-idx3-ubyte");
    put("train-labels-idx1-ubyte", labels(0, 1));
    refused(
        "train-labels-idx1-ubyte needs one label for each of the 3 images of train-images-idx3-ubyte, got 2");
    put("train-labels-idx1-ubyte", images(3));
    refused("needs labels [n] of integers, got UBYTE[3, 2, 5]");
    put("train-images-idx3-ubyte", labels(1, 2, 3));
    put("train-labels-idx1-ubyte", labels(1, 2, 3));
    refused("needs images [n, height, width], got [3]");
    put("train-images-idx3-ubyte", images(0));
    put("train-labels-idx1-ubyte", labels());
    refused("got none");
    put("train-images-idx3-ubyte", images(1));
    put("train-labels-idx1-ubyte", labels(1));
    put("other-train-images-idx3-ubyte", images(1));
    refused("needs the IDX files of one data set, got those of [, other]");
    Files.delete(folder.resolve("other-train-images-idx3-ubyte"));
    put("train-images.idx3-ubyte", images(1));
    refused("got [train-images-idx3-ubyte, train-images.idx3-ubyte]");
  }

  @Test
  void refusesDamagedFilesAndASetWithoutATrainingPart() throws IOException {
    put("t10k-images-idx3-ubyte", images(2));
    put("t10k-labels-idx1-ubyte", labels(0, 1));
    refused("needs a part to train on, got only [test]");
    put("train-images-idx3-ubyte", new byte[0]);
    put("train-labels-idx1-ubyte", labels(0, 1));
    refused("train-images-idx3-ubyte needs a header");
    byte[] whole = images(2);
    put("train-images-idx3-ubyte", Arrays.copyOf(whole, whole.length - 1));
    refused("train-images-idx3-ubyte needs 20 bytes of data");
    put("train-images-idx3-ubyte", idx(0x08, new byte[18], 2, 3, 3));
    refused("inputs of one kind and shape in all parts");
  }

  private Reading read() throws DataSetException {
    return Formats.read(folder, ReadOptions.DEFAULT);
  }

  private void refused(String message) {
    assertThatThrownBy(this::read)
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(message);
  }

  private void put(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), name.endsWith(".gz") ? gzip(content) : content);
  }

  private static byte[] images(int count) {
    byte[] pixels = new byte[count * 10];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return idx(0x08, pixels, count, 2, 5);
  }

  private static byte[] labels(int... labels) {
    byte[] values = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      values[i] = (byte) labels[i];
    }
    return labels(values);
  }

  private static byte[] labels(byte[] labels) {
    return idx(0x08, labels, labels.length);
  }

  private static byte[] idx(int type, byte[] data, int... shape) {
    var file = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
    file.putInt(type << 8 | shape.length);
    for (int dimension : shape) {
      file.putInt(dimension);
    }
    return file.put(data).array();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }
}
