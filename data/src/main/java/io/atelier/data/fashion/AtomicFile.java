package io.atelier.data.fashion;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Writes files that are there whole or not at all, whoever else writes the same ones. */
final class AtomicFile {
  private AtomicFile() {}

  /** A file this old is locked if its writer still runs. */
  private static final Duration LOCKED = Duration.ofMinutes(1);

  /**
   * Makes the folder and finds out, before anything is downloaded, whether it can be written; what
   * killed processes left half-written there is deleted.
   */
  static void probe(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.delete(Files.createFile(beside(folder.resolve("probe"))));
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ".*.*.tmp")) {
      for (Path temporary : found) {
        if (isLeft(temporary)) {
          Files.deleteIfExists(temporary);
        }
      }
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
        var unused = channel.lock();
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

  /** {@return a hidden name that nobody else has; unlike the JDK's, made with usual permissions} */
  private static Path beside(Path target) {
    return target.resolveSibling(".%s.%s.tmp".formatted(target.getFileName(), UUID.randomUUID()));
  }
}
