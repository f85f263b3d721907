package io.atelier.engine.cuda;

import io.atelier.engine.cuda.CudaFolder.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which of the libraries are where.
 *
 * @param findings one for each of {@link CudaLibrary#IN_ORDER}, in that order
 */
public record CudaLibraries(List<Finding> findings) {
  /**
   * What was found of a library.
   *
   * @param wanted what was looked for
   * @param file the library
   * @param origin why it was looked for there
   * @param otherMajor a file that is the library in another major version; empty if it was found
   */
  public record Finding(
      CudaLibrary wanted,
      Optional<Path> file,
      Optional<Origin> origin,
      Optional<Path> otherMajor) {}

  /** {@return where the libraries are on a machine; nothing is unpacked or loaded} */
  static CudaLibraries on(Machine machine) {
    return in(folders(machine));
  }

  /** {@return the folders to look into, in the order of precedence, each once} */
  static List<CudaFolder> folders(Machine machine) {
    Stream<Optional<CudaFolder>> named =
        machine.variable(Machine.FOLDER).map(Path::of).stream()
            .map(folder -> CudaFolder.of(Origin.NAMED, folder));
    Stream<Optional<CudaFolder>> jar = Stream.of(Redist.on(machine).map(Redist::asFolder));
    Stream<Optional<CudaFolder>> toolkits =
        Toolkits.libraries(machine).stream().map(path -> CudaFolder.of(Origin.TOOLKIT, path));
    Stream<Optional<CudaFolder>> linker =
        LinkerPath.of(machine).stream().map(path -> CudaFolder.of(Origin.LINKER, path));
    Set<Path> seen = new HashSet<>();
    return Stream.of(named, jar, toolkits, linker)
        .flatMap(folders -> folders)
        .flatMap(Optional::stream)
        .filter(folder -> seen.add(folder.path()))
        .toList();
  }

  /**
   * {@return where the libraries are in some folders}
   *
   * <p>A folder that was named comes first; of the others, the one with most libraries of a part,
   * so that versions are not mixed.
   */
  static CudaLibraries in(List<CudaFolder> folders) {
    List<Finding> findings = new ArrayList<>();
    for (CudaLibrary library : CudaLibrary.IN_ORDER) {
      findings.add(find(library, ranked(folders, library.part())));
    }
    return new CudaLibraries(List.copyOf(findings));
  }

  private static List<CudaFolder> ranked(List<CudaFolder> folders, CudaLibrary.Part part) {
    return folders.stream()
        .sorted(
            Comparator.comparing((CudaFolder folder) -> folder.origin() != Origin.NAMED)
                .thenComparing(folder -> -count(folder, part)))
        .toList();
  }

  private static long count(CudaFolder folder, CudaLibrary.Part part) {
    return CudaLibrary.IN_ORDER.stream()
        .filter(library -> library.part() == part && library.in(folder.files()).isPresent())
        .count();
  }

  private static Finding find(CudaLibrary library, List<CudaFolder> folders) {
    for (CudaFolder folder : folders) {
      Optional<String> file = library.in(folder.files());
      if (file.isPresent()) {
        return new Finding(
            library,
            file.map(folder.path()::resolve),
            Optional.of(folder.origin()),
            Optional.empty());
      }
    }
    Optional<Path> other =
        folders.stream()
            .flatMap(
                folder -> library.otherMajor(folder.files()).map(folder.path()::resolve).stream())
            .findFirst();
    return new Finding(library, Optional.empty(), Optional.empty(), other);
  }

  /** {@return the required libraries that were not found} */
  public List<Finding> missing() {
    return findings.stream()
        .filter(finding -> finding.wanted().required() && finding.file().isEmpty())
        .toList();
  }
}
