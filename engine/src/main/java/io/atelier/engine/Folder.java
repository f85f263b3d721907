package io.atelier.engine;

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
   * Makes a folder: written beside {@code target} under another name, synced, then renamed.
   *
   * @throws IOException if it exists already or cannot be written; nothing is left then
   */
  public static void writeWhole(Path target, Writer writer) throws IOException {
    Path absolute = target.toAbsolutePath();
    if (Files.exists(absolute)) {
      // A move would replace an empty folder.
      throw new IOException(
          "Folder needs a new path, got "
              + target
              + ", which exists; choose another or delete it first");
    }
    try {
      Files.createDirectories(absolute.getParent());
      writeBeside(absolute, writer);
    } catch (IOException e) {
      throw new IOException(target + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void writeBeside(Path target, Writer writer) throws IOException {
    Path temporary =
        Files.createTempDirectory(target.getParent(), "." + target.getFileName() + ".");
    try {
      // A temporary folder is its owner's alone; this one is readable as any other.
      Path whole = Files.createDirectory(temporary.resolve("whole"));
      writer.write(whole);
      Disk.syncAll(whole);
      Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
      Disk.sync(target.getParent());
    } finally {
      delete(temporary);
    }
  }

  /**
   * Deletes a folder with all in it, if it is there.
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
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
