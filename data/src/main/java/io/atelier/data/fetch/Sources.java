package io.atelier.data.fetch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the data set may be, in the order in which it is looked for.
 *
 * @param name what messages call the data set
 * @param files what the data set consists of
 * @param cache the user's folder: looked at first, and what is fetched goes there
 * @param installed folders of the system, only read
 * @param fetchers where to fetch from
 */
public record Sources(
    String name, List<DataFile> files, Path cache, List<Path> installed, List<Fetcher> fetchers) {
  /** Copies the lists. */
  public Sources {
    files = List.copyOf(files);
    installed = List.copyOf(installed);
    fetchers = List.copyOf(fetchers);
  }

  /** {@return the same sources, to look only at what is there} */
  public Sources withoutFetchers() {
    return new Sources(name, files, cache, installed, List.of());
  }

  /** {@return whether a folder has one of the files at least, as it should be} */
  public boolean areIn(Path folder) {
    return new DataFolder(folder, files).hasAny();
  }

  /** {@return the value of a variable that is set, and not to nothing} */
  public static Optional<String> variable(String name, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * {@return the user's folder for what was fetched, {@code ~/.cache/atelier/NAME}}
   *
   * @param name of the data set's folder
   */
  public static Path cache(String name, Map<String, String> environment) {
    return cacheHome(environment).resolve("atelier").resolve(name);
  }

  private static Path cacheHome(Map<String, String> environment) {
    // The XDG specification has relative paths ignored.
    return variable("XDG_CACHE_HOME", environment)
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(
            () ->
                Path.of(variable("HOME", environment).orElse(System.getProperty("user.home")))
                    .resolve(".cache"));
  }

  /** {@return the program of this name, if it is on the path} */
  public static Optional<Path> program(String name, Map<String, String> environment) {
    return variable("PATH", environment).stream()
        .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
