package io.atelier.data.fashion;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the data set may be, in the order in which it is looked for.
 *
 * @param files what the data set consists of
 * @param cache the user's folder: looked at first, and what is fetched goes there
 * @param installed folders of the system, only read
 * @param fetchers where to fetch from
 */
record Sources(List<DataFile> files, Path cache, List<Path> installed, List<Fetcher> fetchers) {
  /** {@return the sources that a user with this environment has} */
  static Sources of(Map<String, String> environment) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    var fetchers = new ArrayList<Fetcher>();
    fetchers.add(
        new HttpFetcher(
            URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            Duration.ofSeconds(3),
            Duration.ofSeconds(30)));
    onPath("apt-get", environment)
        .ifPresent(apt -> fetchers.add(new AptFetcher(apt, temporary, Duration.ofMinutes(15))));
    return new Sources(
        DataFile.FASHION_MNIST,
        cacheHome(environment).resolve("atelier").resolve("fashion-mnist"),
        List.of(Path.of("/usr/share/datasets/fashion-mnist")),
        fetchers);
  }

  /** {@return the same sources, to look only at what is there} */
  Sources withoutFetchers() {
    return new Sources(files, cache, installed, List.of());
  }

  /** {@return the value of a variable that is set, and not to nothing} */
  static Optional<String> variable(String name, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
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

  private static Optional<Path> onPath(String program, Map<String, String> environment) {
    return variable("PATH", environment).stream()
        .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
