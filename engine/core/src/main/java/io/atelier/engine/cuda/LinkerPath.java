package io.atelier.engine.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders in which the dynamic linker looks for a library. */
final class LinkerPath {
  private static final List<String> STANDARD =
      List.of(
          "lib/x86_64-linux-gnu",
          "usr/lib/x86_64-linux-gnu",
          "lib64",
          "usr/lib64",
          "lib",
          "usr/lib",
          // The driver of Windows, seen from its Linux.
          "usr/lib/wsl/lib");

  private LinkerPath() {}

  /** {@return {@code LD_LIBRARY_PATH}, what {@code /etc/ld.so.conf} lists, the standard ones} */
  static List<Path> of(Machine machine) {
    List<Path> folders = new ArrayList<>(machine.folders("LD_LIBRARY_PATH"));
    read(machine, machine.place("etc/ld.so.conf"), folders, 0);
    STANDARD.forEach(folder -> folders.add(machine.place(folder)));
    return folders;
  }

  /** {@return where the linker finds a library} */
  static Optional<Path> find(Machine machine, String soname) {
    return of(machine).stream()
        .map(folder -> folder.resolve(soname))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static void read(Machine machine, Path file, List<Path> folders, int depth) {
    if (depth > 4 || !Files.isReadable(file)) {
      return;
    }
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : lines.map(text -> text.replaceAll("#.*", "").strip()).toList()) {
        if (line.startsWith("include ")) {
          for (Path included : matching(machine, file, line.substring(8).strip())) {
            read(machine, included, folders, depth + 1);
          }
        } else if (line.startsWith("/")) {
          folders.add(machine.place(line.substring(1)));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // As good as not there.
    }
  }

  private static List<Path> matching(Machine machine, Path file, String pattern)
      throws IOException {
    Path path =
        pattern.startsWith("/")
            ? machine.place(pattern.substring(1))
            : file.resolveSibling(pattern);
    if (!Files.isDirectory(path.getParent())) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> inside =
        Files.newDirectoryStream(path.getParent(), path.getFileName().toString())) {
      inside.forEach(found::add);
    }
    found.sort(null);
    return found;
  }
}
