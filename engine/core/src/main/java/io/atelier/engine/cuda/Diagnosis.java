package io.atelier.engine.cuda;

import io.atelier.engine.cuda.CudaLibraries.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether TensorFlow can use a GPU, and if not, the first thing in the way.
 *
 * @param cause the kind of it
 * @param reason in a few words, as {@code no NVIDIA driver}
 * @param cure what to do; empty if there is nothing to do
 */
public record Diagnosis(Cause cause, String reason, String cure) {
  /** GPUs with less than this free cannot even hold CUDA's own state beside a small network. */
  private static final long LEAST_FREE_BYTES = 512L << 20;

  private static final int MOST_NAMES = 3;

  /** What can be in the way. */
  public enum Cause {
    /** Nothing. */
    READY,
    /** TensorFlow has no GPU build for the system. */
    PLATFORM,
    /** The kernel has no NVIDIA driver. */
    NO_DRIVER,
    /** The driver has no library: a container, mostly. */
    NO_DRIVER_LIBRARY,
    /** The driver does not know CUDA 12. */
    DRIVER_TOO_OLD,
    /** The kernel has another version of the driver than its libraries. */
    DRIVER_UPDATED,
    /** TensorFlow's build for the CPU is on the class path. */
    CPU_NATIVES,
    /** {@code CUDA_VISIBLE_DEVICES} hides all GPUs. */
    HIDDEN,
    /** A library is there, but of another major version. */
    WRONG_VERSION,
    /** A library is not there. */
    LIBRARY_MISSING,
    /** A library is there and cannot be loaded. */
    LIBRARY_BROKEN,
    /** Somebody else uses the memory of a GPU that is to be used. */
    NO_MEMORY,
    /** All is there, and yet TensorFlow has no GPU. */
    NOT_REGISTERED;

    /** {@return whether TensorFlow need not be asked: it cannot have a GPU} */
    public boolean certain() {
      return this == PLATFORM || this == NO_DRIVER || this == CPU_NATIVES;
    }
  }

  /** {@return whether a GPU is there to be used} */
  public boolean ready() {
    return cause == Cause.READY;
  }

  /** {@return reason and cure} */
  public String line() {
    return cure.isEmpty() ? reason : reason + "; " + cure;
  }

  /** {@return what the facts say of the first GPU, which is used if none is named} */
  public static Diagnosis of(CudaFacts facts) {
    return of(facts, facts.shown().stream().limit(1).toList());
  }

  /**
   * {@return what the facts say; where TensorFlow has a GPU, nothing is in the way}
   *
   * @param chosen the GPUs that are to be used, as far as they are known
   */
  public static Diagnosis of(CudaFacts facts, List<Gpu> chosen) {
    if (facts.registered().orElse(false)) {
      return ready(facts);
    }
    return platform(facts)
        .or(() -> driver(facts))
        .or(() -> updated(facts))
        .or(() -> natives(facts))
        .or(() -> hidden(facts))
        .or(() -> missing(facts))
        .or(() -> broken(facts))
        .or(() -> memory(chosen))
        .or(() -> unregistered(facts))
        .orElseGet(() -> ready(facts));
  }

  private static Diagnosis ready(CudaFacts facts) {
    String names =
        facts.gpus().stream().map(Gpu::name).distinct().collect(Collectors.joining(", "));
    return new Diagnosis(Cause.READY, names.isEmpty() ? "GPU ready" : "GPU ready: " + names, "");
  }

  private static Optional<Diagnosis> platform(CudaFacts facts) {
    return when(
        !facts.platform().equals("linux-x86_64"),
        Cause.PLATFORM,
        "TensorFlow has no GPU build for " + facts.platform(),
        "");
  }

  private static Optional<Diagnosis> driver(CudaFacts facts) {
    Driver driver = facts.driver();
    if (driver.absent()) {
      String install = "install one, %s or newer".formatted(Driver.OLDEST);
      return Optional.of(
          driver
              .file()
              .map(
                  file ->
                      new Diagnosis(
                          Cause.NO_DRIVER,
                          "no NVIDIA driver in the kernel, only its library " + file,
                          "in a container, start it with the machine's GPUs (--gpus all); else "
                              + install))
              .orElseGet(
                  () ->
                      new Diagnosis(
                          Cause.NO_DRIVER,
                          "no NVIDIA driver",
                          install + ", if there is an NVIDIA GPU")));
    }
    return when(
            driver.tooOld(),
            Cause.DRIVER_TOO_OLD,
            "driver too old: " + driver.version().orElse(""),
            "CUDA 12 needs %s or newer".formatted(Driver.OLDEST))
        .or(
            () ->
                when(
                    driver.file().isEmpty(),
                    Cause.NO_DRIVER_LIBRARY,
                    "library %s missing, though the kernel has the driver"
                        .formatted(Driver.LIBRARY),
                    "in a container, start it with the NVIDIA container toolkit (--gpus all);"
                        + " else install the driver's libcuda1"));
  }

  private static Optional<Diagnosis> updated(CudaFacts facts) {
    return facts
        .complaint()
        .filter(complaint -> complaint.contains("version mismatch"))
        .map(
            complaint ->
                new Diagnosis(
                    Cause.DRIVER_UPDATED,
                    "the driver was updated while the kernel has the old one: " + complaint,
                    "restart the machine"));
  }

  private static Optional<Diagnosis> natives(CudaFacts facts) {
    return when(
        facts.natives() != Natives.GPU,
        Cause.CPU_NATIVES,
        facts.natives() == Natives.CPU
            ? "TensorFlow's build for the CPU is in use"
            : "TensorFlow's GPU build is not on the class path",
        "build with -Pgpu, or 'atelier --natives gpu'");
  }

  private static Optional<Diagnosis> hidden(CudaFacts facts) {
    return when(
        facts.visible().filter(value -> value.isBlank() || value.startsWith("-")).isPresent(),
        Cause.HIDDEN,
        "CUDA_VISIBLE_DEVICES hides all GPUs: '%s'".formatted(facts.visible().orElse("")),
        "unset it");
  }

  private static Optional<Diagnosis> missing(CudaFacts facts) {
    List<Finding> missing = facts.libraries().missing();
    Optional<Finding> wrong =
        missing.stream().filter(finding -> finding.otherMajor().isPresent()).findFirst();
    if (wrong.isPresent()) {
      CudaLibrary library = wrong.get().wanted();
      Path other = wrong.get().otherMajor().orElseThrow();
      return when(
          true,
          Cause.WRONG_VERSION,
          "wrong version of %s: library %s missing, got %s"
              .formatted(library.part().product(), library.soname(), other),
          cure(missing));
    }
    return when(
        !missing.isEmpty(),
        Cause.LIBRARY_MISSING,
        missing.size() == 1
            ? "library %s missing".formatted(names(missing))
            : "%s libraries missing: %s".formatted(missing.size(), names(missing)),
        missing.isEmpty() ? "" : cure(missing));
  }

  private static String names(List<Finding> missing) {
    String first =
        missing.stream()
            .limit(MOST_NAMES)
            .map(finding -> finding.wanted().soname())
            .collect(Collectors.joining(", "));
    return missing.size() <= MOST_NAMES
        ? first
        : "%s and %s more".formatted(first, missing.size() - MOST_NAMES);
  }

  private static String cure(List<Finding> missing) {
    return "build with -Pcuda, which brings all of them, or "
        + missing.stream()
            .map(finding -> finding.wanted().debianPackage())
            .distinct()
            .collect(Collectors.joining(" ", "'sudo apt-get install ", "'"));
  }

  private static Optional<Diagnosis> broken(CudaFacts facts) {
    return facts.failures().stream()
        .findFirst()
        .map(
            failure ->
                new Diagnosis(
                    Cause.LIBRARY_BROKEN,
                    "a library cannot be loaded: " + failure.reason(),
                    failure.cure()));
  }

  private static Optional<Diagnosis> memory(List<Gpu> chosen) {
    List<Gpu> full =
        chosen.stream()
            .filter(gpu -> gpu.freeBytes().orElse(Long.MAX_VALUE) < LEAST_FREE_BYTES)
            .toList();
    return when(
        !full.isEmpty(),
        Cause.NO_MEMORY,
        "no memory: "
            + full.stream()
                .map(
                    gpu ->
                        String.format(
                            Locale.ROOT,
                            "GPU %d has %d of %d MiB free",
                            gpu.index(),
                            gpu.freeBytes().orElse(0) >> 20,
                            gpu.memoryBytes().orElse(0) >> 20))
                .collect(Collectors.joining(", ")),
        "see 'nvidia-smi' for who uses it");
  }

  private static Optional<Diagnosis> unregistered(CudaFacts facts) {
    return when(
        facts.registered().isPresent(),
        Cause.NOT_REGISTERED,
        facts
            .refusal()
            .map(refusal -> "TensorFlow cannot open the GPU: " + refusal)
            .orElse("TensorFlow registers none of the GPUs"),
        "TF_CPP_MIN_LOG_LEVEL=0 has it say more");
  }

  private static Optional<Diagnosis> when(boolean holds, Cause cause, String reason, String cure) {
    return holds ? Optional.of(new Diagnosis(cause, reason, cure)) : Optional.empty();
  }
}
