package io.atelier.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The rule for the folder of a new run, search or reproduction: it is not there yet, or it is
 * empty. What one left that was killed before it had written its settings does not count.
 */
final class FreeFolder {
  private FreeFolder() {}

  /**
   * Requires a folder that is free.
   *
   * @throws IOException if it holds something, or is a file
   */
  static void require(Path path) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IOException(
          "--out needs a new or empty folder, got the file " + path + "; choose another place");
    }
    for (Path inside : RunFolder.inside(path)) {
      if (!isWrittenBeforeTheSettings(inside)) {
        throw new IOException(
            "--out needs a new or empty folder, got "
                + path
                + " with files in it; choose another place");
      }
    }
  }

  private static boolean isWrittenBeforeTheSettings(Path file) throws IOException {
    String name = file.getFileName().toString();
    return name.matches("\\.(config|search|reproduction)\\.json\\..*")
        || (name.equals("run.log") && Files.size(file) == 0);
  }

  /**
   * Makes a folder that is free.
   *
   * @throws IOException if it is not free or cannot be made
   */
  static void make(Path path) throws IOException {
    require(path);
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new IOException(
          "--out needs a folder that can be written, got " + path + "; choose another place", e);
    }
  }
}
