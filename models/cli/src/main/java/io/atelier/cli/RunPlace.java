package io.atelier.cli;

import io.atelier.cli.option.ModelOptions;
import io.atelier.data.file.NewFolder;
import io.atelier.lab.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The folder of a run: that of a new one, or of one that goes on. */
final class RunPlace {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run folder, new or empty. Default: runs/<time>-<model>, or the next such name that"
              + " is free.")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Go on with a run that was killed or interrupted, or has more --epochs now, from its last finished epoch; "
              + "its settings are those of its config.json, and flags may repeat them. Without RUN, "
              + "it is the one in --out.")
  private Path resumed;

  /**
   * {@return the run that goes on; empty for a new one}
   *
   * @param model given for it, if any; without, what stands behind {@code --resume} may be one
   * @throws IllegalArgumentException if the flags do not say which run
   * @throws IOException if the folder is no run's
   */
  Optional<RunFolder> begun(ModelOptions model) throws IOException {
    if (resumed == null) {
      return Optional.empty();
    }
    boolean named = !resumed.toString().isEmpty();
    if (!named && out == null) {
      throw new IllegalArgumentException(
          "--resume needs a run, got none; give --resume RUN, or the run's --out");
    }
    if (!named) {
      return Optional.of(RunFolder.existing(out));
    }
    if (!model.isArgument()
        && !RunFolder.begun(resumed)
        && ModelOptions.isKnown(resumed.toString())) {
      throw new IllegalArgumentException(
          "--resume needs a run, got the model %s; write the model before it: train %s --resume"
              .formatted(resumed, resumed));
    }
    if (out != null && !same(resumed, out)) {
      throw new IllegalArgumentException("--resume needs no --out: the run stays in its folder");
    }
    return Optional.of(RunFolder.existing(resumed));
  }

  private static boolean same(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  /**
   * Requires that a new run's folder, if it is named, is free.
   *
   * @throws IOException if it holds something
   */
  void requireFree() throws IOException {
    if (out != null) {
      RunFolder.requireFree(out);
    }
  }

  /** {@return whether the folder of a new run is chosen by the program, not by a flag} */
  boolean isChosenHere() {
    return out == null;
  }

  /**
   * {@return the folder of a new run; made, if no flag names it}
   *
   * @param model trained
   */
  Path ofNew(String model) throws IOException {
    if (out != null) {
      return out;
    }
    String time = TIME.format(LocalDateTime.now(ZoneId.systemDefault()));
    return NewFolder.beside(Path.of("runs", time + "-" + model));
  }
}
