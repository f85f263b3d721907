package io.atelier.engine.cuda;

import io.atelier.engine.cuda.CudaLibraries.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads CUDA's libraries into the process, where TensorFlow then finds them by soname. */
public final class Preload {
  private static final Logger LOG = LoggerFactory.getLogger(Preload.class);

  private Preload() {}

  /** Once a process; for good. */
  private static final class Once {
    static final List<String> FAILURES = on(Machine.current(), System::load);
  }

  /**
   * Loads what this process' machine has, unless it was done. To be called before TensorFlow looks
   * for GPUs.
   *
   * @return what could not be loaded, a line each
   */
  public static List<String> once() {
    return Once.FAILURES;
  }

  /** Loads what a machine has; without a driver or the GPU build, nothing. */
  static List<String> on(Machine machine, Consumer<String> load) {
    if (!machine.supported() || Natives.on(machine) != Natives.GPU || Driver.on(machine).absent()) {
      return List.of();
    }
    return libraries(machine, load);
  }

  /**
   * Loads the libraries that are found, each after what it needs.
   *
   * @param load takes an absolute path; an {@link UnsatisfiedLinkError} says why it cannot
   * @return what could not be loaded, a line each
   */
  static List<String> libraries(Machine machine, Consumer<String> load) {
    List<String> failures = new ArrayList<>();
    CudaLibraries found = CudaLibraries.on(machine);
    Optional<Redist> jar = Redist.on(machine);
    if (jar.isPresent() && uses(found, jar.get().folder())) {
      try {
        jar.get().unpack();
      } catch (IOException e) {
        failures.add("%s cannot be unpacked: %s".formatted(jar.get().jar().getFileName(), e));
      }
    }
    for (Finding finding : found.findings()) {
      finding.file().ifPresent(file -> load(file, load).ifPresent(failures::add));
    }
    failures.forEach(failure -> LOG.debug("not loaded: {}", failure));
    return List.copyOf(failures);
  }

  private static boolean uses(CudaLibraries found, Path folder) {
    return found.findings().stream()
        .flatMap(finding -> finding.file().stream())
        .anyMatch(file -> file.startsWith(folder));
  }

  private static Optional<String> load(Path file, Consumer<String> load) {
    try {
      load.accept(file.toString());
      return Optional.empty();
    } catch (UnsatisfiedLinkError e) {
      String message = String.valueOf(e.getMessage()).strip();
      // The JVM puts the path in front of the linker's sentence, which begins with it.
      return Optional.of(message.replace(file + ": " + file + ": ", file + ": "));
    }
  }
}
