package io.atelier.lab.run;

import io.atelier.data.file.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files in a run's folder that are of no more use: what was being written when a process ended,
 * and what a run that goes on writes anew.
 *
 * @param folder of the run
 */
record Leftovers(RunFolder folder) {
  /** What a run writes at its end. */
  private static final Set<String> FINAL = Set.of("saved_model", "report.json", "report.html");

  /** Deletes half-written files. */
  void deleteTemporary() throws IOException {
    for (Path file : RunFolder.inside(folder.path())) {
      if (isTemporary(file.getFileName().toString())) {
        Files.delete(file);
      }
    }
  }

  /**
   * Deletes what a run wrote at its end, half-written files, and the checkpoints it does not need
   * to go on.
   *
   * @param needed numbers of the epochs whose checkpoints stay
   * @throws IOException if one of these is missing, or there are checkpoints without a history
   */
  void deleteToGoOn(Set<Integer> needed) throws IOException {
    Checkpoints checkpoints = folder.checkpoints();
    checkpoints.require(needed);
    if (!checkpoints.all().isEmpty() && !Files.exists(folder.file("history.csv"))) {
      throw new IOException(
          folder.path()
              + " has checkpoints but no history.csv and was left as it is; bring that file back");
    }
    for (Path file : RunFolder.inside(folder.path())) {
      String name = file.getFileName().toString();
      if (FINAL.contains(name) || isTemporary(name)) {
        Folder.delete(file);
      }
    }
    checkpoints.drop(needed);
  }

  /** {@return whether a file is one of a run's that was being written when the process ended} */
  private static boolean isTemporary(String name) {
    return Stream.concat(FINAL.stream(), Stream.of("config.json", "history.csv", "serving.json"))
        .anyMatch(file -> name.startsWith("." + file + "."));
  }

  /**
   * Deletes everything a run wrote, unless an epoch was finished: that can be evaluated and
   * exported.
   *
   * @param folderToo whether the run made the folder itself
   */
  void deleteUnlessTrained(boolean folderToo) throws IOException {
    if (!folder.checkpoints().untrained()) {
      return;
    }
    for (Path file : RunFolder.inside(folder.path())) {
      Folder.delete(file);
    }
    if (folderToo) {
      Folder.delete(folder.path());
    }
  }
}
