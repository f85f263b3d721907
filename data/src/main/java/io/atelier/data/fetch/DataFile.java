package io.atelier.data.fetch;

import io.atelier.data.DataSetException;
import io.atelier.data.file.Gzip;
import io.atelier.data.file.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.ZipException;

/**
 * A file of a data set as it must be.
 *
 * @param name without {@code .gz}
 * @param size of the content, in bytes, unpacked
 * @param sha256 of the content, 64 hexadecimal digits in lower case
 */
public record DataFile(String name, int size, String sha256) {
  private static final int PIECE = 1 << 16;

  /**
   * {@return the content that a stream brings, plain or gzip, read no further than a byte too far}
   *
   * @param source what error messages call it
   * @throws DataSetException if it is not this file's content
   */
  byte[] verified(InputStream stream, String source) throws IOException {
    byte[] content = new byte[size];
    MessageDigest digest = Sha256.digest();
    int length;
    boolean ended;
    try {
      InputStream unpacked = Gzip.unpacked(stream);
      length = fill(content, unpacked, digest);
      ended = unpacked.read() < 0;
    } catch (EOFException | ZipException e) {
      String found = e instanceof EOFException ? "only its beginning" : e.getMessage();
      throw new DataSetException(
          "%s needs a whole gzip stream, got %s; take the file anew".formatted(source, found), e);
    }
    if (length < size || !ended) {
      String found = length < size ? String.valueOf(length) : "more";
      throw new DataSetException(
          "%s needs %s bytes of content, got %s; take the file anew"
              .formatted(source, size, found));
    }
    String found = Sha256.of(digest);
    if (!found.equals(sha256)) {
      throw new DataSetException(
          "%s needs content of SHA-256 %s, got %s; take the file anew"
              .formatted(source, sha256, found));
    }
    return content;
  }

  /** Fills the array, in pieces, or as much as there is; {@return how much that is} */
  private static int fill(byte[] content, InputStream stream, MessageDigest digest)
      throws IOException {
    int length = 0;
    while (length < content.length) {
      int read = stream.read(content, length, Math.min(PIECE, content.length - length));
      if (read < 0) {
        return length;
      }
      digest.update(content, length, read);
      length += read;
    }
    return length;
  }
}
