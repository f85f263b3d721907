package io.atelier.engine.cuda;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The usual places of a CUDA toolkit. */
final class Toolkits {
  private static final List<String> LIBRARIES =
      List.of("lib64", "targets/x86_64-linux/lib", "lib", "extras/CUPTI/lib64");

  private Toolkits() {}

  /**
   * {@return {@code $CUDA_HOME}, {@code $CUDA_PATH}, {@code /usr/local/cuda}, {@code
   * /usr/local/cuda-12*}, newest first, and {@code /opt/cuda}; there or not}
   */
  static List<Path> homes(Machine machine) {
    List<Path> homes = new ArrayList<>();
    Stream.of("CUDA_HOME", "CUDA_PATH")
        .forEach(name -> machine.variable(name).map(Path::of).ifPresent(homes::add));
    homes.add(machine.place("usr/local/cuda"));
    homes.addAll(matching(machine.place("usr/local"), "cuda-12*"));
    homes.add(machine.place("opt/cuda"));
    return homes;
  }

  /** {@return the folders of their libraries} */
  static List<Path> libraries(Machine machine) {
    return homes(machine).stream().flatMap(home -> LIBRARIES.stream().map(home::resolve)).toList();
  }

  /** {@return what matches a pattern in a folder, the last in the alphabet first} */
  static List<Path> matching(Path folder, String pattern) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, pattern)) {
      inside.forEach(found::add);
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    found.sort(Comparator.reverseOrder());
    return found;
  }
}
