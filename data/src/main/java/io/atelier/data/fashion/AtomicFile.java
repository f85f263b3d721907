package io.atelier.data.fashion;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes files that are there whole or not at all, whoever else writes the same ones. */
final class AtomicFile {
  private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

  /** A file this old is locked if its writer still runs. */
  private static final Duration LOCKED = Duration.ofMinutes(1);

  private AtomicFile() {}

  /**
   * Makes the folder and finds out, before anything is downloaded, whether it can be written; what
   * killed processes left half-written there is deleted, as far as that can be done.
   *
   * @throws IOException if no file can be made there
   */
  static void probe(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.delete(Files.createFile(beside(folder.resolve("probe"))));
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ".*.*.tmp")) {
      found.forEach(AtomicFile::deleteIfLeft);
    } catch (IOException | DirectoryIteratorException e) {
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

  /** Writes beside the target, to the disk itself, then moves it there in one step. */
  static void write(Path target, byte[] content) throws IOException {
    Path temporary = beside(target);
    temporary.toFile().deleteOnExit();
    try {
      try (var channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        lock(channel);
        var buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Says that this process writes the file; some file systems, such as NFS, may have no locks. */
  private static void lock(FileChannel channel) {
    try {
      var unused = channel.lock();
    } catch (IOException e) {
      LOG.debug("The file system has no locks: {}", e.getMessage());
    }
  }

  /** {@return a hidden name that nobody else has; unlike the JDK's, made with usual permissions} */
  private static Path beside(Path target) {
    return target.resolveSibling(".%s.%s.tmp".formatted(target.getFileName(), UUID.randomUUID()));
  }
}
