package io.atelier.data.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders under names that nobody chose. */
public final class NewFolder {
  /** Of 255 bytes that file systems take at most, with room for {@code -2} and so on. */
  private static final int LONGEST = 245;

  private NewFolder() {}

  /**
   * Makes a folder that no other process has: {@code wanted}, or where that is taken {@code
   * wanted-2}, {@code wanted-3} and so on.
   *
   * @return the folder, empty
   * @throws IOException if none can be made there
   */
  public static Path beside(Path wanted) throws IOException {
    if (wanted.getFileName().toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new IOException(
          "atelier needs a folder's name of at most %s bytes, got %s; name a shorter one with --out"
              .formatted(LONGEST, wanted.getFileName()));
    }
    try {
      if (wanted.getParent() != null) {
        Files.createDirectories(wanted.getParent());
      }
      Path path = wanted;
      for (int number = 2; !made(path); number++) {
        path = wanted.resolveSibling(wanted.getFileName() + "-" + number);
      }
      return path;
    } catch (IOException e) {
      throw new IOException(
          "atelier needs to write to "
              + wanted.toAbsolutePath().getParent()
              + " and cannot; go to another folder, or name one with --out",
          e);
    }
  }

  /**
   * Deletes a folder that was made here, unless something was put in it.
   *
   * @throws IOException if it cannot be deleted
   */
  public static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // It is of use.
    }
  }

  /** Looking first and making it then would let two processes take the same. */
  private static boolean made(Path path) throws IOException {
    try {
      Files.createDirectory(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }
}
