package io.atelier.engine.runtime.saved;

import io.atelier.data.file.Folder;
import io.atelier.engine.runtime.tensorflow.Reason;
import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.exceptions.TensorFlowException;

/** Folders that TensorFlow writes, whole or not at all. */
public final class SavedFolder {
  private SavedFolder() {}

  /**
   * Makes a folder, as {@link Folder#writeWhole} does; the writer gets it under a plain path.
   *
   * @throws IOException if it cannot be written, which TensorFlow says in an exception of its own
   */
  public static void write(Path target, Folder.Writer writer) throws IOException {
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
