package io.atelier.engine.runtime.saved;

import io.atelier.data.file.Folder;
import io.atelier.engine.layer.Model;
import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.Session;

/**
 * A program's weights, optimizer slots and step number, written as a {@link Checkpoint} and read
 * back.
 *
 * @param model whose state it is
 */
public record SavedState(Model model, Session session, Saver saver) {

  /**
   * Writes a new folder, whole or not at all.
   *
   * @param more writes files that appear with the checkpoint
   * @throws IOException if the folder exists or cannot be written
   */
  public void save(Path folder, Folder.Writer more) throws IOException {
    SavedFolder.write(
        folder,
        temporary -> {
          write(temporary);
          more.write(temporary);
        });
  }

  /** Writes the files alone into a folder that is there; {@return their prefix} */
  String write(Path folder) {
    String prefix = Checkpoint.prefix(folder);
    saver.save(session, prefix);
    return prefix;
  }

  /**
   * Sets everything to what {@link #save} wrote.
   *
   * @throws IOException if the folder holds no checkpoint, or a damaged one
   * @throws IllegalArgumentException if it is another model's or optimizer's
   */
  public void restore(Path folder) throws IOException {
    Checkpoint.require(folder);
    PlainPath.of(
        folder,
        plain ->
            Checkpoint.fitting(
                folder, model, () -> saver.restore(session, Checkpoint.prefix(plain))));
  }
}
