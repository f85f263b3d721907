package io.atelier.keras;

import io.atelier.engine.config.json.JsonText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A {@code .keras} file: a ZIP archive. */
final class KerasArchive {
  private static final String CONFIG = "config.json";

  private KerasArchive() {}

  /**
   * {@return the JSON of the network}
   *
   * @throws IllegalArgumentException if the archive is damaged or has none
   */
  static byte[] config(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(CONFIG);
      if (entry == null) {
        throw new IllegalArgumentException(
            "it needs to be a .keras file, with config.json in it, got a ZIP without; save the"
                + " model with model.save(\"model.keras\")");
      }
      return content(zip, entry);
    } catch (ZipException | EOFException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  /** Of what unpacks to gigabytes only the beginning is read. */
  private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
    CRC32 checksum = new CRC32();
    try (InputStream stream = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
      byte[] content = stream.readNBytes(JsonText.MOST_BYTES + 1);
      if (content.length > JsonText.MOST_BYTES) {
        throw new IllegalArgumentException(
            "it needs a config.json of at most %s bytes, got a longer one; save the model again"
                .formatted(JsonText.MOST_BYTES));
      }
      if (checksum.getValue() != entry.getCrc()) {
        throw damaged("config.json does not have its checksum", null);
      }
      return content;
    }
  }

  private static IllegalArgumentException damaged(String why, Exception cause) {
    return new IllegalArgumentException(
        "it needs to be a whole .keras file, got a damaged one (%s); copy or save it again"
            .formatted(why),
        cause);
  }
}
