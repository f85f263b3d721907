package io.atelier.lab.run;

import io.atelier.data.file.OwnFile;
import io.atelier.data.file.WholeFile;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.History;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.json.Json;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.report.HistoryCsv;
import io.atelier.lab.report.Report;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a run: {@code config.json, serving.json, history.csv, run.log, checkpoints/,
 * saved_model/, report.json, report.html}.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {
  /**
   * {@return the folder of a run with these settings, of which nothing was done yet}
   *
   * @param path new or empty
   * @throws IOException if it holds something or cannot be written
   */
  public static RunFolder begin(Path path, RunConfig config) throws IOException {
    RunFolder folder = create(path);
    folder.begin(config);
    return folder;
  }

  /**
   * {@return a new run's folder}
   *
   * @param path new or empty; what a run left that was killed before its settings were written is
   *     nothing
   * @throws IOException if it holds something or cannot be written
   */
  public static RunFolder create(Path path) throws IOException {
    FreeFolder.make(path);
    return new RunFolder(path);
  }

  /**
   * Keeps other processes from writing to the folder until what it returns is closed.
   *
   * @throws IOException if one does, or this one cannot
   */
  FileChannel hold() throws IOException {
    try {
      return OwnFile.open(file("run.log"));
    } catch (FileSystemException e) {
      throw new IOException(
          path + " needs to be a folder that can be written, got one that cannot; change that", e);
    }
  }

  /**
   * Begins the run.
   *
   * @throws IOException if another process has begun one meanwhile, or it cannot be written
   */
  void begin(RunConfig config) throws IOException {
    requireFree(path);
    new Leftovers(this).deleteTemporary();
    Json.write(file("config.json"), config.json());
  }

  /**
   * Requires that a new run can have a folder: it is not there yet, or empty but for what {@link
   * #create} lets pass.
   *
   * @throws IOException if it holds something
   */
  public static void requireFree(Path path) throws IOException {
    FreeFolder.require(path);
  }

  /** {@return whether a run was begun there} */
  public static boolean begun(Path path) {
    return Files.isRegularFile(path.resolve("config.json"));
  }

  /**
   * {@return the folder of a run that was started}
   *
   * @throws IOException if it is none
   */
  public static RunFolder existing(Path path) throws IOException {
    if (!begun(path)) {
      boolean log = Files.isRegularFile(path.resolve("run.log"));
      throw new IOException(
          path
              + (log
                  ? " was ended before it had a config.json; begin it again with 'atelier train --out'"
                  : " is not a run folder: it has no config.json; name a folder that 'atelier"
                      + " train' wrote"));
    }
    return new RunFolder(path);
  }

  /**
   * {@return the run's settings}
   *
   * @throws IOException if config.json cannot be read
   */
  public RunConfig config() throws IOException {
    return ConfigFile.read(this).config();
  }

  /**
   * {@return this folder}
   *
   * @param config what its run's settings must be
   * @throws IOException if they are others, or a checkpoint was trained with others or with another
   *     history, or its record of that is gone
   */
  public RunFolder require(RunConfig config) throws IOException {
    var unused = records(config);
    return this;
  }

  /**
   * {@return this folder}
   *
   * @param config as {@link #require(RunConfig)}
   * @param data SHA-256 of the data set's files by name, as its checkpoints must have it
   * @throws IOException as {@link #require(RunConfig)}, or if the data are others
   */
  RunFolder require(RunConfig config, Map<String, String> data) throws IOException {
    for (TrainedWith record : records(config)) {
      record.requireData(path, data);
    }
    return this;
  }

  private List<TrainedWith> records(RunConfig config) throws IOException {
    ConfigFile begun = ConfigFile.read(this);
    begun.require(config);
    return checkpoints().require(config, history(), begun.hasRestoreRule());
  }

  /** {@return the run's checkpoints} */
  Checkpoints checkpoints() {
    return new Checkpoints(path);
  }

  /**
   * {@return what the run gave, with its settings and its history}
   *
   * @throws IOException if it did not end, or a file is damaged
   */
  public FinishedRun finishedRun() throws IOException {
    return kept()
        .map(Kept::run)
        .orElseThrow(
            () -> new IOException(path + " did not end its training; train --resume " + path));
  }

  /**
   * {@return what the run gave, with its settings and its history; empty as {@link #finished}}
   *
   * @param config what the settings must be, if it ended
   * @throws IOException as {@link #finished} and {@link #require}
   */
  public Optional<FinishedRun> finishedWith(RunConfig config) throws IOException {
    Optional<Kept> kept = kept();
    if (kept.isPresent()) {
      require(config);
    }
    return kept.map(Kept::run);
  }

  /** Writes a file of the run, whole. */
  void write(String name, String text) throws IOException {
    WholeFile.write(file(name), text);
  }

  /** {@return the path of a file of the run} */
  public Path file(String name) {
    return path.resolve(name);
  }

  /**
   * {@return the finished epochs}
   *
   * @throws IOException if history.csv is damaged
   */
  public History history() throws IOException {
    Path file = file("history.csv");
    if (!Files.exists(file)) {
      return History.EMPTY;
    }
    String table = WholeFile.read(file);
    try {
      return HistoryCsv.parse(table);
    } catch (IllegalArgumentException e) {
      throw Json.damaged(file, e.getMessage(), e);
    }
  }

  /**
   * {@return what the run gave; empty if it was not trained to its end, or diverged}
   *
   * @throws IOException if report.json, history.csv or config.json is damaged, or they contradict
   *     each other
   */
  public Optional<Report> finished() throws IOException {
    return kept().map(Kept::report);
  }

  private Optional<Kept> kept() throws IOException {
    return Files.exists(file("report.json"))
        ? Optional.of(Kept.read(this)).filter(Kept::ended)
        : Optional.empty();
  }

  /**
   * Saves the program after an epoch, then the history, then drops the checkpoints of epochs no
   * longer needed: at every moment there is one of the history's last epoch.
   *
   * @param needed numbers of these epochs
   * @param with what it was trained with
   */
  void checkpoint(Program program, History history, Set<Integer> needed, TrainedWith with)
      throws IOException {
    checkpoints().save(program, history.epochs().size(), with);
    write("history.csv", HistoryCsv.of(history, List.of()));
    checkpoints().drop(needed);
  }

  /**
   * Sets a program to the newest checkpoint.
   *
   * @throws IOException if there is none
   */
  public void restore(Program program) throws IOException {
    checkpoints().restore(program);
  }

  /** {@return what a folder holds; nothing if it is none} */
  static List<Path> inside(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.toList();
    }
  }
}
