package io.atelier.models.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.atelier.engine.runtime.Program;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a run: {@code config.json, history.csv, run.log, checkpoints/, saved_model/,
 * report.json, report.html}.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {

  /**
   * {@return a new run's folder}
   *
   * @param path new or empty
   * @throws IOException if it holds something or cannot be written
   */
  public static RunFolder create(Path path) throws IOException {
    RunFolder folder = requireFree(path);
    try {
      Files.createDirectories(path);
      Files.createFile(folder.file("run.log"));
      return folder;
    } catch (FileAlreadyExistsException e) {
      throw occupied(path);
    } catch (IOException e) {
      throw new IOException(
          "--out needs a folder that can be written, got " + path + "; choose another place", e);
    }
  }

  private static IOException occupied(Path path) {
    return new IOException(
        "--out needs a new or empty folder, got "
            + path
            + " with files in it; choose another place");
  }

  /**
   * {@return a folder that is not there yet, or empty}
   *
   * @throws IOException if it holds something
   */
  public static RunFolder requireFree(Path path) throws IOException {
    if (Files.exists(path)) {
      if (!Files.isDirectory(path)) {
        throw new IOException(
            "--out needs a new or empty folder, got the file " + path + "; choose another place");
      }
      try (Stream<Path> inside = Files.list(path)) {
        if (inside.findAny().isPresent()) {
          throw occupied(path);
        }
      }
    }
    return new RunFolder(path);
  }

  /**
   * {@return the folder of a run that was started}
   *
   * @throws IOException if it is none
   */
  public static RunFolder existing(Path path) throws IOException {
    if (!Files.isRegularFile(path.resolve("config.json"))) {
      throw new IOException(
          path
              + " is not a run folder: it has no config.json; name a folder that 'atelier train' wrote");
    }
    return new RunFolder(path);
  }

  /**
   * {@return the run's settings}
   *
   * @throws IOException if config.json cannot be read
   */
  public RunConfig config() throws IOException {
    try {
      return RunConfigs.of(RunConfigs.read(file("config.json")));
    } catch (IllegalArgumentException e) {
      throw new IOException(file("config.json") + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Writes a file of the run, whole. */
  void write(String name, String text) throws IOException {
    WholeFile.write(file(name), text);
  }

  /** Writes a file of the run as JSON, whole. */
  void writeJson(String name, Object value) throws IOException {
    try {
      write(name, Json.MAPPER.writeValueAsString(value) + "\n");
    } catch (JsonProcessingException e) {
      throw new IOException(file(name) + " cannot be written: " + e.getOriginalMessage(), e);
    }
  }

  /** {@return the path of a file of the run} */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Saves the program after an epoch, then drops what was saved before. */
  void checkpoint(Program program, int epochs) throws IOException {
    saveOnly(program, String.format(Locale.ROOT, "epoch-%06d", epochs));
  }

  /** Saves the program after training, when its weights are no longer the last epoch's. */
  void checkpointRestored(Program program, int epochs) throws IOException {
    saveOnly(program, String.format(Locale.ROOT, "epoch-%06d-restored", epochs));
  }

  private void saveOnly(Program program, String name) throws IOException {
    Path folder = Files.createDirectories(file("checkpoints"));
    program.save(folder.resolve(name));
    for (Path old : inside(folder)) {
      if (!old.getFileName().toString().equals(name)) {
        deleteTree(old);
      }
    }
  }

  /**
   * Sets a program to the newest checkpoint.
   *
   * @throws IOException if there is none
   */
  public void restore(Program program) throws IOException {
    Optional<Path> newest =
        inside(file("checkpoints")).stream()
            .filter(folder -> folder.getFileName().toString().startsWith("epoch-"))
            .max(Comparator.naturalOrder());
    program.restore(
        newest.orElseThrow(
            () ->
                new IOException(
                    path + " has no checkpoint: no epoch was finished; train it again")));
  }

  /** Deletes the folder, unless an epoch was finished: that can be evaluated and exported. */
  void discardUnlessTrained() throws IOException {
    if (inside(file("checkpoints")).isEmpty()) {
      deleteTree(path);
    }
  }

  private static List<Path> inside(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.toList();
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
