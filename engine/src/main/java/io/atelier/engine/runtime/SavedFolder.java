package io.atelier.engine.runtime;

import io.atelier.data.file.Folder;
import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.exceptions.TensorFlowException;

/** Folders that TensorFlow writes, whole or not at all. */
final class SavedFolder {
  private SavedFolder() {}

  /**
   * Makes a folder, as {@link Folder#writeWhole} does; the writer gets it under a plain path.
   *
   * @throws IOException if it cannot be written, which TensorFlow says in an exception of its own
   */
  static void write(Path target, Folder.Writer writer) throws IOException {
    Folder.writeWhole(
        target,
        folder -> {
          try {
            PlainPath.of(folder, writer::write);
          } catch (TensorFlowException e) {
            throw new IOException(Reason.of(e), e);
          }
        });
  }
}
