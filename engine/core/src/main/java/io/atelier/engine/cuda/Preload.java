package io.atelier.engine.cuda;

import io.atelier.engine.cuda.CudaFolder.Origin;
import io.atelier.engine.cuda.CudaLibraries.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads CUDA's libraries into the process, where TensorFlow then finds them by soname. */
public final class Preload {
  private static final Logger LOG = LoggerFactory.getLogger(Preload.class);
  private static final String ORDER = "CUDA_DEVICE_ORDER";

  private Preload() {}

  /** Once a process; for good. */
  private static final class Once {
    static final List<Failure> FAILURES =
        on(Machine.current(), System::load, ProcessEnvironment::set);
  }

  /**
   * Loads what this process' machine has, unless it was done. To be called before TensorFlow looks
   * for GPUs.
   *
   * <p>Also has CUDA number the GPUs as {@code nvidia-smi} does, not the fastest first, unless the
   * user has said how.
   *
   * @return what could not be loaded
   */
  public static List<Failure> once() {
    return Once.FAILURES;
  }

  /** Loads what a machine has; without a driver or the GPU build, nothing. */
  static List<Failure> on(
      Machine machine, Consumer<String> load, BiConsumer<String, String> environment) {
    if (!machine.supported() || Natives.on(machine) != Natives.GPU || Driver.on(machine).absent()) {
      return List.of();
    }
    if (machine.variable(ORDER).isEmpty()) {
      try {
        environment.accept(ORDER, "PCI_BUS_ID");
      } catch (IllegalStateException e) {
        LOG.warn("GPUs may be numbered otherwise than by nvidia-smi: {}", e.getMessage());
      }
    }
    return libraries(machine, load);
  }

  /**
   * Loads the libraries that are found, each after what it needs.
   *
   * @param load takes an absolute path; an {@link UnsatisfiedLinkError} says why it cannot
   * @return what could not be loaded
   */
  static List<Failure> libraries(Machine machine, Consumer<String> load) {
    List<Failure> failures = new ArrayList<>();
    List<CudaFolder> folders = CudaLibraries.folders(machine);
    CudaLibraries found = CudaLibraries.in(folders);
    Optional<Redist> jar = Redist.on(machine);
    if (jar.isPresent() && uses(found, jar.get().folder())) {
      try {
        jar.get().unpack();
      } catch (IOException e) {
        Failure failure = notUnpacked(jar.get(), e);
        found = CudaLibraries.in(without(Origin.JAR, folders));
        if (found.missing().isEmpty()) {
          LOG.warn("{}; CUDA is taken from where it is installed", failure.reason());
        } else {
          failures.add(failure);
        }
      }
    }
    for (Finding finding : found.findings()) {
      finding.file().ifPresent(file -> load(file, load).ifPresent(failures::add));
    }
    failures.forEach(failure -> LOG.debug("not loaded: {}", failure.reason()));
    return List.copyOf(failures);
  }

  private static boolean uses(CudaLibraries found, Path folder) {
    return found.findings().stream()
        .flatMap(finding -> finding.file().stream())
        .anyMatch(file -> file.startsWith(folder));
  }

  private static List<CudaFolder> without(Origin origin, List<CudaFolder> folders) {
    return folders.stream().filter(folder -> folder.origin() != origin).toList();
  }

  private static Failure notUnpacked(Redist jar, IOException e) {
    return new Failure(
        "%s cannot be unpacked: %s"
            .formatted(jar.jar().getFileName(), e.toString().replaceFirst("^java\\.[a-z.]*", "")),
        "free 2 GB for %s, or name another folder that can be written with XDG_CACHE_HOME"
            .formatted(jar.folder().getParent()));
  }

  private static Optional<Failure> load(Path file, Consumer<String> load) {
    try {
      load.accept(file.toString());
      return Optional.empty();
    } catch (UnsatisfiedLinkError e) {
      String message = String.valueOf(e.getMessage()).strip();
      // The JVM puts the path in front of the linker's sentence, which begins with it.
      return Optional.of(
          new Failure(
              message.replace(file + ": " + file + ": ", file + ": "),
              "put a whole one in its place"));
    }
  }
}
