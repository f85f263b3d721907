package io.atelier.engine.runtime.saved;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Folders under a path that TensorFlow takes as it is. It reads {@code [ ] * ? \} in the path of a
 * checkpoint as a pattern, and then finds another folder or none: such a folder is given to it
 * through a symbolic link.
 */
public final class PlainPath {
  private static final String PATTERN = "[]*?\\";

  private PlainPath() {}

  /** What TensorFlow does with a folder. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it.
     *
     * @throws IOException if it cannot be done
     */
    void on(Path folder) throws IOException;
  }

  /**
   * Does something with a folder under a plain path.
   *
   * @throws IOException if it cannot be done, or no link can be made
   */
  public static void of(Path folder, Work work) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (plain(absolute)) {
      work.on(absolute);
      return;
    }
    Path links = Files.createTempDirectory("atelier");
    // Closed in any case; what fails then is told beside what failed before, not in its place.
    try (Closeable made = () -> Files.deleteIfExists(links)) {
      if (!plain(links)) {
        throw new IOException(
            "TensorFlow needs a temporary folder without any of %s in its path, got %s; set -Djava.io.tmpdir to another"
                .formatted(PATTERN, links));
      }
      Path link = link(links.resolve("folder"), absolute);
      try (Closeable linked = () -> Files.deleteIfExists(link)) {
        work.on(link);
      }
    }
  }

  private static Path link(Path link, Path target) throws IOException {
    try {
      return Files.createSymbolicLink(link, target);
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "TensorFlow needs a path without any of %s, got %s; rename the folder"
              .formatted(PATTERN, target),
          e);
    }
  }

  private static boolean plain(Path path) {
    return path.toString()
        .chars()
        .noneMatch(c -> c != File.separatorChar && PATTERN.indexOf(c) >= 0);
  }
}
