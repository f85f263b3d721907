package io.atelier.engine.cuda;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where to look.
 *
 * @param root folder in front of the system's folders, {@code /} on a real machine
 * @param environment variables by name
 * @param classPath on which the native libraries are
 * @param platform system and processor, as {@code linux-x86_64}
 */
public record Machine(
    Path root, Map<String, String> environment, ClassLoader classPath, String platform) {
  /** The variable that names the folder with CUDA's libraries; a system property goes over it. */
  public static final String FOLDER = "ATELIER_CUDA";

  /** The system property that names the folder with CUDA's libraries. */
  public static final String FOLDER_PROPERTY = "atelier.cuda";

  /** {@return the machine this process runs on} */
  public static Machine current() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    Optional.ofNullable(System.getProperty(FOLDER_PROPERTY))
        .ifPresent(folder -> environment.put(FOLDER, folder));
    return new Machine(
        Path.of("/").toAbsolutePath(),
        Map.copyOf(environment),
        Machine.class.getClassLoader(),
        platform(System.getProperty("os.name"), System.getProperty("os.arch")));
  }

  /** {@return a platform's name in the class path's folders} */
  static String platform(String system, String processor) {
    String name = system.toLowerCase(Locale.ROOT);
    return (name.startsWith("mac") ? "macosx" : name.startsWith("windows") ? "windows" : name)
        + "-"
        + processor.replace("amd64", "x86_64").replace("aarch64", "arm64");
  }

  /** {@return whether TensorFlow has a GPU build for it} */
  boolean supported() {
    return platform.equals("linux-x86_64");
  }

  /** {@return a place of the system, given as {@code usr/lib}} */
  Path place(String path) {
    return root.resolve(path);
  }

  /** {@return a variable that is set, and not to nothing} */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** {@return the folders a variable lists, such as {@code PATH}} */
  List<Path> folders(String name) {
    return variable(name).stream()
        .flatMap(value -> Stream.of(value.split(File.pathSeparator, -1)))
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .toList();
  }

  /** {@return a program on the {@code PATH}} */
  Optional<Path> program(String name) {
    return folders("PATH").stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** {@return the user's folder for what can be made again} */
  Path cache() {
    // The XDG specification has relative paths ignored.
    return variable("XDG_CACHE_HOME")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home().resolve(".cache"))
        .resolve("atelier");
  }

  /** {@return the user's folder} */
  Path home() {
    return Path.of(variable("HOME").orElse(System.getProperty("user.home")));
  }
}
