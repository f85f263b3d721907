package io.atelier.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java has. */
public final class Sha256 {
  private Sha256() {}

  /** {@return the hash of a text in UTF-8, as 64 hexadecimal digits} */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@return the hash of these bytes, as 64 hexadecimal digits} */
  public static String of(byte[] content) {
    MessageDigest digest = digest();
    digest.update(content);
    return of(digest);
  }

  /**
   * {@return the hash of a file's content, as 64 hexadecimal digits}
   *
   * @throws IOException if it cannot be read
   */
  public static String of(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return of(content);
    }
  }

  /**
   * {@return the hash of what a stream brings until its end, as 64 hexadecimal digits}
   *
   * @throws IOException if it cannot be read
   */
  public static String of(InputStream content) throws IOException {
    MessageDigest digest = digest();
    byte[] piece = new byte[1 << 16];
    for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
      digest.update(piece, 0, read);
    }
    return of(digest);
  }

  /** {@return the hash of all that a computation was given, as 64 hexadecimal digits} */
  public static String of(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** {@return a new computation of a hash, for content that comes in pieces} */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
