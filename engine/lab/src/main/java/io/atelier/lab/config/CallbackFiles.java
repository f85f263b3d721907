package io.atelier.lab.config;

import io.atelier.engine.training.Callback;
import io.atelier.engine.training.CsvLogger;
import io.atelier.engine.training.ModelCheckpoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The rule for what callbacks of a run write: none of the run's own files, and each its own.
 *
 * @param run the run's folder
 */
public record CallbackFiles(Path run) {
  /** What is in the folder of every run. */
  private static final Set<String> OWN =
      Set.of(
          "config.json",
          "serving.json",
          "history.csv",
          "run.log",
          "checkpoints",
          "saved_model",
          "report.json",
          "report.html");

  /** Stands for a folder that is not known yet. */
  private static final Path ANY = Path.of("the folder of the run");

  /** Makes its path absolute, so that others can be compared with it. */
  public CallbackFiles {
    run = run.toAbsolutePath().normalize();
  }

  /**
   * Requires the same of a run whose folder is not known yet, as far as paths relative to it tell.
   *
   * @throws IllegalArgumentException as {@link #require}
   */
  static void requireAnywhere(List<Callback> callbacks) {
    new CallbackFiles(ANY).require(callbacks);
  }

  /**
   * Requires callbacks that write where neither the run nor another of them does.
   *
   * @throws IllegalArgumentException if one does not
   */
  public void require(List<Callback> callbacks) {
    Map<Path, Callback> taken = new HashMap<>();
    for (Callback callback : callbacks) {
      String given = written(callback);
      if (given.isEmpty()) {
        continue;
      }
      Path path = run.resolve(given).normalize();
      if (path.equals(run) || isOwn(path)) {
        throw wrong(given, callback, "which the run writes itself");
      }
      Callback other = taken.put(path, callback);
      if (other != null) {
        throw wrong(given, callback, "which %s writes".formatted(other));
      }
    }
  }

  /** {@return whether a path leads to a file of the run, also where the case of names is one} */
  private boolean isOwn(Path path) {
    return path.startsWith(run)
        && OWN.contains(run.relativize(path).getName(0).toString().toLowerCase(Locale.ROOT));
  }

  /** {@return where a callback writes; empty for one of which that is not known} */
  private static String written(Callback callback) {
    if (callback instanceof CsvLogger table) {
      return table.filename();
    }
    return callback instanceof ModelCheckpoint kept ? kept.filepath() : "";
  }

  private static IllegalArgumentException wrong(String path, Callback callback, String why) {
    return new IllegalArgumentException(
        "training.callbacks need a path of their own each, got %s in %s, %s; give another, such as %s"
            .formatted(path, callback, why, callback instanceof CsvLogger ? "log.csv" : "kept"));
  }
}
