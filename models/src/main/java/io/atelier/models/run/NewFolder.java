package io.atelier.models.run;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders under names that nobody chose. */
public final class NewFolder {
  private NewFolder() {}

  /**
   * Makes a folder that no other process has: {@code wanted}, or where that is taken {@code
   * wanted-2}, {@code wanted-3} and so on.
   *
   * @return the folder, empty
   * @throws IOException if none can be made there
   */
  public static Path beside(Path wanted) throws IOException {
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
