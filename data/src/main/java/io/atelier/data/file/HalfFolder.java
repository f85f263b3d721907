package io.atelier.data.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is being written, beside the one it becomes: hidden, and deleted when it is closed.
 *
 * <p>A file in it is locked until then. So the folder of a process that still writes can be told
 * from one that a killed process left.
 */
final class HalfFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String WHOLE = "whole";

  private final Path path;
  private final FileChannel lock;

  private HalfFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * {@return a new one; those that killed processes left of the same target are deleted}
   *
   * @param target absolute path
   * @throws IOException if it cannot be made; nothing is left of it then, or the message says what
   */
  static HalfFolder of(Path target) throws IOException {
    clean(target);
    Path path = Files.createTempDirectory(target.getParent(), prefix(target));
    try {
      // A temporary folder is its owner's alone; this one is readable as any other.
      Files.createDirectory(path.resolve(WHOLE));
      return new HalfFolder(path, OwnFile.open(path.resolve(LOCK)));
    } catch (IOException e) {
      try {
        delete(path);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  /** {@return the folder that is to be renamed to the target} */
  Path whole() {
    return path.resolve(WHOLE);
  }

  /**
   * Deletes what there is of it.
   *
   * @throws IOException if that fails; with what is left
   */
  @Override
  public void close() throws IOException {
    lock.close();
    delete(path);
  }

  private static void delete(Path path) throws IOException {
    try {
      Folder.delete(path);
    } catch (IOException e) {
      throw new IOException(
          path
              + " cannot be deleted: "
              + message(e)
              + "; it is what was written so far, and nobody needs it: delete it",
          e);
    }
  }

  /** {@return what an exception says, and with it what went wrong while it was on its way} */
  static String message(IOException error) {
    StringBuilder text = new StringBuilder(FileReason.of(error));
    for (Throwable suppressed : error.getSuppressed()) {
      text.append("; ").append(FileReason.of(suppressed));
    }
    return text.toString();
  }

  private static String prefix(Path target) {
    return "." + target.getFileName() + ".";
  }

  /** Deletes those of a target that no process holds. */
  private static void clean(Path target) throws IOException {
    List<Path> found;
    try (Stream<Path> beside = Files.list(target.getParent())) {
      found = beside.filter(path -> isHalf(path, target)).toList();
    }
    for (Path left : found) {
      if (isFree(left.resolve(LOCK))) {
        delete(left);
      }
    }
  }

  private static boolean isHalf(Path path, Path target) {
    String name = path.getFileName().toString();
    return name.startsWith(prefix(target))
        && name.substring(prefix(target).length()).matches("\\d+")
        && Files.isRegularFile(path.resolve(LOCK));
  }

  private static boolean isFree(Path lock) {
    try (FileChannel own = OwnFile.open(lock)) {
      return own.isOpen();
    } catch (IOException e) {
      return false;
    }
  }
}
