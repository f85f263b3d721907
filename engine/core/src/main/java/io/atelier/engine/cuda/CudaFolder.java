package io.atelier.engine.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder in which libraries are looked for.
 *
 * @param origin what makes it one
 * @param path where it is
 * @param files the names of what is in it
 */
public record CudaFolder(Origin origin, Path path, Set<String> files) {
  /** Why a folder is looked at, in the order of precedence. */
  public enum Origin {
    /** {@code ATELIER_CUDA} names it. */
    NAMED(Machine.FOLDER),
    /** The jar on the class path is unpacked there. */
    JAR("jar on the class path"),
    /** A CUDA toolkit is installed there. */
    TOOLKIT("CUDA toolkit"),
    /** The dynamic linker looks there. */
    LINKER("dynamic linker's path");

    private final String title;

    Origin(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  /** {@return a folder with what is in it now; empty if it is none} */
  static Optional<CudaFolder> of(Origin origin, Path path) {
    try (Stream<Path> inside = Files.list(path)) {
      Set<String> files =
          inside
              .map(file -> file.getFileName().toString())
              .filter(file -> file.startsWith("lib"))
              .filter(file -> Files.isRegularFile(path.resolve(file)))
              .collect(Collectors.toSet());
      return Optional.of(new CudaFolder(origin, path.toRealPath(), files));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
