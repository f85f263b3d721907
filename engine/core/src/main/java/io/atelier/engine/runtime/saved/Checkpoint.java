package io.atelier.engine.runtime.saved;

import io.atelier.data.Given;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.tensorflow.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * A folder with the whole state of a training: weights, optimizer slots and step number, as a
 * TensorFlow checkpoint ({@code checkpoint.index}, {@code checkpoint.data-…}). It appears whole or
 * not at all.
 */
public final class Checkpoint {
  private static final String PREFIX = "checkpoint";

  private Checkpoint() {}

  public static String prefix(Path folder) {
    return folder.toAbsolutePath().resolve(PREFIX).toString();
  }

  /**
   * Requires a checkpoint.
   *
   * @throws IOException if the folder holds none
   */
  public static void require(Path folder) throws IOException {
    Given.required(folder, "Checkpoint", "a folder", "name the one that save wrote");
    if (!Files.isRegularFile(folder.resolve(PREFIX + ".index"))) {
      throw new IOException(
          "Checkpoint needs a folder with checkpoint.index, got "
              + folder
              + "; train first, or name the checkpoint's folder");
    }
  }

  /**
   * Runs a restore.
   *
   * @throws IOException if the checkpoint is damaged or cannot be read
   * @throws IllegalArgumentException if its names or shapes are not the model's
   */
  public static void fitting(Path folder, Model model, Runnable restore) throws IOException {
    try {
      restore.run();
    } catch (TensorFlowException e) {
      if (!Reason.otherNames(e)) {
        throw new IOException(
            "%s is damaged or cannot be read: %s; bring it back from a copy, or train again"
                .formatted(folder, Reason.of(e)),
            e);
      }
      throw another(folder, model, e);
    } catch (IllegalArgumentException e) {
      // Other shapes or types.
      throw another(folder, model, e);
    }
  }

  private static IllegalArgumentException another(
      Path folder, Model model, RuntimeException cause) {
    return new IllegalArgumentException(
        "Model %s needs a checkpoint of its own weights and optimizer, got another in %s; restore into the model that wrote it"
            .formatted(model.name(), folder),
        cause);
  }
}
