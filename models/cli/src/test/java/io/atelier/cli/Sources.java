package io.atelier.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The project's own Java sources, tests left out. */
final class Sources {
  private Sources() {}

  /** {@return the texts of some modules by their paths in the project} */
  static Map<Path, String> of(List<String> modules) throws IOException {
    Path root = Path.of(System.getProperty("basedir", "."), "../..").toRealPath();
    Map<Path, String> texts = new TreeMap<>();
    for (String module : modules) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          texts.put(root.relativize(file), Files.readString(file));
        }
      }
    }
    return texts;
  }
}
