package io.atelier.data.format;

import io.atelier.data.DataSetException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An NPZ file: a ZIP archive of NPY arrays, stored or deflated. */
final class NpzFile implements AutoCloseable {
  private static final String SUFFIX = ".npy";

  private final Path path;
  private final ZipFile zip;

  private NpzFile(Path path, ZipFile zip) {
    this.path = path;
    this.zip = zip;
  }

  static NpzFile open(Path path) throws IOException {
    try {
      return new NpzFile(path, new ZipFile(path.toFile()));
    } catch (ZipException e) {
      throw damaged(path.toString(), e);
    }
  }

  /** {@return the names of the arrays, without {@code .npy}, sorted} */
  List<String> names() {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .sorted()
        .toList();
  }

  /**
   * {@return an array}
   *
   * @param name one of {@link #names}
   * @throws DataSetException if it is damaged or no array of numbers
   */
  NpyArray read(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name + SUFFIX);
    String source = path + ":" + name;
    var checksum = new CRC32();
    try (InputStream stream = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
      NpyArray array = NpyArray.read(stream, source);
      if (checksum.getValue() != entry.getCrc()) {
        throw NpyHeader.wrong(source, "the content of its checksum", "other content");
      }
      return array;
    } catch (ZipException | EOFException e) {
      throw damaged(source, e);
    }
  }

  private static DataSetException damaged(String source, IOException e) {
    return new DataSetException(
        "%s needs to be a whole NPZ file, got a damaged one (%s); take the file anew"
            .formatted(source, e.getMessage()),
        e);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
