package io.atelier.cli.option;

import io.atelier.data.file.WholeFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The file of {@code --out}. */
public final class OutFile {
  private OutFile() {}

  /**
   * Writes it whole or not at all.
   *
   * @throws IOException if it cannot be written; if another place may help, the message says so
   */
  public static void write(Path file, byte[] content) throws IOException {
    try {
      WholeFile.write(file, content);
    } catch (IOException e) {
      if (e instanceof FileSystemException || e.getCause() instanceof FileSystemException) {
        throw new IOException(
            "--out needs a file that can be written, got " + file + "; choose another place", e);
      }
      throw e;
    }
  }
}
