package io.atelier.data.fetch;

import io.atelier.data.file.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Ten training and five test images of 3 x 2 pixels, in the four files of a set as MNIST is. */
public final class TinySet {
  public static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  public static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  public static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  public static final String TEST_LABELS = "t10k-labels-idx1-ubyte";
  public static final DownloadProgress SILENT = (what, bytes, total) -> {};

  private TinySet() {}

  public static Map<String, byte[]> contents() {
    return contents(10);
  }

  public static Map<String, byte[]> contents(int trainingLabels) {
    var contents = new LinkedHashMap<String, byte[]>();
    contents.put(TRAIN_IMAGES, idx(60, 10, 3, 2));
    contents.put(TRAIN_LABELS, idx(trainingLabels, trainingLabels));
    contents.put(TEST_IMAGES, idx(30, 5, 3, 2));
    contents.put(TEST_LABELS, idx(5, 5));
    return contents;
  }

  public static List<DataFile> files() {
    return files(contents());
  }

  public static List<DataFile> files(Map<String, byte[]> contents) {
    return contents.entrySet().stream()
        .map(e -> new DataFile(e.getKey(), e.getValue().length, Sha256.of(e.getValue())))
        .toList();
  }

  public static Path writePlain(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var file : contents().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  public static Path writePacked(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var file : contents().entrySet()) {
      Files.write(folder.resolve(file.getKey() + ".gz"), gzip(file.getValue()));
    }
    return folder;
  }

  public static byte[] gzip(byte[] content) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** The elements 0, 1, 2 ... 9, 0, 1 ... in this shape. */
  private static byte[] idx(int size, int... shape) {
    var file = ByteBuffer.allocate(4 + 4 * shape.length + size);
    file.putInt(0x800 + shape.length);
    for (int dimension : shape) {
      file.putInt(dimension);
    }
    for (int i = 0; i < size; i++) {
      file.put((byte) (i % 10));
    }
    return file.array();
  }
}
