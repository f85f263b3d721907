package io.atelier.data.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that hold either their old or their new content, never half of it. */
public final class WholeFile {
  private static final Pattern TEMPORARY =
      Pattern.compile("\\..+\\.\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private WholeFile() {}

  /**
   * Deletes what writers left half-written in a folder when they were killed. No other may be
   * writing there.
   *
   * @throws IOException if a file cannot be deleted
   */
  public static void clean(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : inside.filter(WholeFile::temporary).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean temporary(Path file) {
    return TEMPORARY.matcher(file.getFileName().toString()).matches();
  }

  /**
   * {@return what a file holds, as UTF-8; bytes that are none become the sign for that}
   *
   * @throws IOException if it cannot be read; the message says which file and why
   */
  public static String read(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      String why = e instanceof AccessDeniedException ? "permission denied" : reason(e);
      throw new IOException(
          "%s needs to be a file that can be read, got: %s; check who may read it, and the disk"
              .formatted(file, why),
          e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException || e.getMessage() == null
        ? e.toString()
        : e.getMessage();
  }

  /**
   * Writes a file: beside its target under another name, synced, then renamed.
   *
   * @throws IOException if it cannot be written; the target is as it was then
   */
  public static void write(Path target, String text) throws IOException {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file as {@link #write(Path, String)} does.
   *
   * @throws IOException if it cannot be written; the target is as it was then
   */
  public static void write(Path target, byte[] content) throws IOException {
    Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IOException(target + " cannot be written: " + e.getMessage() + left(temporary), e);
    }
  }

  /** Deletes a half-written file; {@return what is to be said of it if that fails} */
  private static String left(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
      return "";
    } catch (IOException e) {
      return "; what was written so far is left in " + temporary + " and can be deleted";
    }
  }
}
