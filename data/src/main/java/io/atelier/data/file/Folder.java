package io.atelier.data.file;

import io.atelier.data.Given;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that appear whole or not at all. */
public final class Folder {
  private Folder() {}

  /** Writes files into a new folder. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Writes them.
     *
     * @throws IOException if they cannot be written
     */
    void write(Path folder) throws IOException;
  }

  /**
   * Makes a folder: written beside {@code target} under another name, synced, then renamed. What a
   * killed process left half-written of the same target is deleted.
   *
   * @throws IOException if it exists already or cannot be written; nothing is left then, or the
   *     message says what is
   */
  public static void writeWhole(Path target, Writer writer) throws IOException {
    Given.required(target, "Folder", "a path", "name the folder to write");
    Given.required(writer, "Folder", "a writer", "use folder -> {} to add no files");
    Path absolute = target.toAbsolutePath();
    if (Files.exists(absolute)) {
      // A move would replace an empty folder.
      throw new IOException(
          "Folder needs a new path, got "
              + target
              + ", which exists; choose another or delete it first");
    }
    boolean moved = false;
    try {
      Files.createDirectories(absolute.getParent());
      try (HalfFolder half = HalfFolder.of(absolute)) {
        writer.write(half.whole());
        Disk.syncAll(half.whole());
        Files.move(half.whole(), absolute, StandardCopyOption.ATOMIC_MOVE);
        moved = true;
        Disk.sync(absolute.getParent());
      }
    } catch (IOException e) {
      String what = moved ? " was written, but " : " cannot be written: ";
      throw new IOException(target + what + HalfFolder.message(e), e);
    }
  }

  /**
   * Deletes a folder with all in it, if it is there; whatever can be deleted is.
   *
   * @throws IOException if something cannot be deleted
   */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    IOException failure = null;
    for (Path path : paths) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
