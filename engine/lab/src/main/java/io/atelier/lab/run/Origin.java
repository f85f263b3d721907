package io.atelier.lab.run;

import io.atelier.lab.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the weights of a run are from that begins with another's. */
public final class Origin {
  private Origin() {}

  /**
   * {@return the settings that the weights of a run, or of one of its checkpoints, were trained
   * with}
   *
   * @param from the run's folder, or a checkpoint's inside it
   * @throws IOException if it is neither, or damaged
   */
  public static RunConfig config(Path from) throws IOException {
    return RunFolder.existing(run(from)).config();
  }

  /** {@return the run that a folder is, or is a checkpoint of} */
  static Path run(Path from) throws IOException {
    if (RunFolder.begun(from) || !Files.exists(from.resolve("checkpoint.index"))) {
      return from;
    }
    Path above = from.toAbsolutePath().normalize().getParent();
    while (above != null && !RunFolder.begun(above)) {
      above = above.getParent();
    }
    if (above == null) {
      throw new IOException(
          "--from needs a run, or a checkpoint in the folder of its run, got %s, with no config.json above it; put it back into the run's folder"
              .formatted(from));
    }
    return above;
  }
}
