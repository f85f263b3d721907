package io.atelier.data.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that is gone after use, also when the user stops the program meanwhile. */
public final class TemporaryFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

  private final Path path;
  private final Thread atExit = new Thread(this::delete);

  /**
   * Makes one.
   *
   * @param parent where it is made
   * @throws IOException if it cannot be made
   */
  public TemporaryFolder(Path parent) throws IOException {
    path = Files.createTempDirectory(parent, "atelier-");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** {@return where it is} */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      LOG.debug("The program is ending and has this folder deleted: {}", path);
    }
  }

  private void delete() {
    try {
      Folder.delete(path);
    } catch (IOException e) {
      LOG.warn("Could not delete the temporary folder {}: {}", path, e.getMessage());
    }
  }
}
