package io.atelier.data.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that hold either their old or their new content, never half of it, whoever writes them. */
public final class WholeFile {
  private static final Logger LOG = LoggerFactory.getLogger(WholeFile.class);
  private static final Pattern TEMPORARY =
      Pattern.compile("\\..+\\.\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}(\\.tmp)?");

  /** A file this old is locked if its writer still runs. */
  private static final Duration LOCKED = Duration.ofMinutes(1);

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

  /**
   * Makes a folder and finds out, before anything costly is done, whether files can be written to
   * it; what killed processes left half-written there is deleted, as far as that can be done.
   *
   * @throws IOException if no file can be made there
   */
  public static void probe(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.delete(Files.createFile(beside(folder.resolve("probe"))));
    cleanAmongOthers(folder);
  }

  /**
   * Deletes what killed writers left half-written in a folder where others may be writing: what is
   * older than a minute and not locked. What cannot be deleted stays.
   */
  public static void cleanAmongOthers(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      inside.filter(WholeFile::temporary).forEach(WholeFile::deleteIfLeft);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("Could not look for what was left in {}: {}", folder, e.getMessage());
    }
  }

  /** Another user's file, or one that just vanished, is no reason not to write others. */
  private static void deleteIfLeft(Path temporary) {
    try {
      if (isLeft(temporary)) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      LOG.debug("Could not delete {}: {}", temporary, e.getMessage());
    }
  }

  private static boolean isLeft(Path temporary) throws IOException {
    Instant newest = Instant.now().minus(LOCKED);
    if (Files.getLastModifiedTime(temporary).toInstant().isAfter(newest)) {
      return false;
    }
    try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
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
      String why = e instanceof AccessDeniedException ? "permission denied" : FileReason.of(e);
      throw new IOException(
          "%s needs to be a file that can be read, got: %s; check who may read it, and the disk"
              .formatted(file, why),
          e);
    }
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
    Path temporary = beside(target);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        lock(channel);
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

  /** {@return a hidden name that nobody else has; unlike the JDK's, made with usual permissions} */
  private static Path beside(Path target) {
    return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
  }

  /** Says that this process writes the file; some file systems, such as NFS, may have no locks. */
  private static void lock(FileChannel channel) {
    try {
      var unused = channel.lock();
    } catch (IOException e) {
      LOG.debug("The file system has no locks: {}", e.getMessage());
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
