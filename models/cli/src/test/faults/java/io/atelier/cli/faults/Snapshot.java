package io.atelier.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a job's folder holds.
 *
 * @param contents what the files say, by their paths in it; logs are left out
 */
record Snapshot(Map<String, String> contents) {

  static Snapshot of(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : Folders.walk(folder)) {
      String path = folder.relativize(file).toString();
      if (!path.endsWith(".log") && !path.isEmpty()) {
        contents.put(path, Files.isDirectory(file) ? "" : Content.of(file));
      }
    }
    return new Snapshot(contents);
  }

  /** {@return how another differs from this} */
  List<String> differences(Snapshot other) {
    List<String> found = new ArrayList<>();
    contents.forEach(
        (path, content) -> {
          if (!other.contents.containsKey(path)) {
            found.add("missing: " + path);
          } else if (!Objects.equals(content, other.contents.get(path))) {
            found.add("different: " + path);
          }
        });
    other.contents.keySet().stream()
        .filter(path -> !contents.containsKey(path))
        .forEach(path -> found.add("left over: " + path));
    return found;
  }

  /** {@return this without what is hidden: files and folders that are being written} */
  Snapshot visible() {
    Map<String, String> visible = new TreeMap<>(contents);
    visible.keySet().removeIf(Snapshot::hidden);
    return new Snapshot(visible);
  }

  private static boolean hidden(String path) {
    return path.startsWith(".") || path.contains("/.");
  }

  /** {@return the files of a folder that look whole and are not} */
  static List<String> halves(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : Folders.walk(folder)) {
      String path = folder.relativize(file).toString();
      if (Files.isRegularFile(file) && !hidden(path) && !isWhole(file)) {
        found.add("looks whole and is not: " + path);
      }
    }
    return found;
  }

  private static boolean isWhole(Path file) {
    try {
      return Content.whole(file);
    } catch (IOException e) {
      return false;
    }
  }
}
