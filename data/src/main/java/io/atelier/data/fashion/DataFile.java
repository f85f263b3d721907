package io.atelier.data.fashion;

import io.atelier.data.idx.IdxFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipException;

/** A file of the data set as it must be: its name, and the size and SHA-256 of its content. */
record DataFile(String name, int size, String sha256) {
  private static final int PIECE = 1 << 16;

  /** Fashion-MNIST: the images and labels to train on, then those to test on. */
  static final List<DataFile> FASHION_MNIST =
      List.of(
          new DataFile(
              "train-images-idx3-ubyte",
              47_040_016,
              "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
          new DataFile(
              "train-labels-idx1-ubyte",
              60_008,
              "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
          new DataFile(
              "t10k-images-idx3-ubyte",
              7_840_016,
              "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
          new DataFile(
              "t10k-labels-idx1-ubyte",
              10_008,
              "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));

  /**
   * {@return the content that a stream brings, plain or gzip, read no further than a byte too far}
   *
   * @param source what error messages call it
   * @throws DataSetException if it is not this file's content
   */
  byte[] verified(InputStream stream, String source) throws IOException {
    byte[] content = new byte[size];
    MessageDigest digest = newDigest();
    int length;
    boolean ended;
    try {
      InputStream unpacked = IdxFile.unpacked(stream);
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
    String found = HexFormat.of().formatHex(digest.digest());
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

  /** {@return the SHA-256 of these bytes, in lower-case hexadecimal} */
  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(newDigest().digest(content));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
