package io.atelier.engine.cuda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's NVIDIA driver.
 *
 * @param version as {@code 535.104.05}, if it can be told
 * @param loaded whether the kernel has it, or hands on that of Windows
 * @param file its {@code libcuda.so.1}
 */
public record Driver(Optional<String> version, boolean loaded, Optional<Path> file) {
  /** The oldest that runs programs made with any CUDA 12. */
  public static final String OLDEST = "525.60.13";

  /** The driver's library. */
  static final String LIBRARY = "libcuda.so.1";

  /** What the kernel has of it where it tells no version; the second is Windows', in its Linux. */
  private static final List<String> DEVICES = List.of("dev/nvidiactl", "dev/dxg");

  private static final Pattern VERSION = Pattern.compile("\\b(\\d{3,}(?:\\.\\d+){1,2})\\b");

  /** {@return what there is of a driver} */
  static Driver on(Machine machine) {
    Path kernel = machine.place("proc/driver/nvidia/version");
    Optional<Path> library = LinkerPath.find(machine, LIBRARY);
    Optional<String> version = Optional.empty();
    boolean told = Files.exists(kernel);
    boolean handed =
        library.isPresent() && DEVICES.stream().map(machine::place).anyMatch(Files::exists);
    try {
      if (told) {
        version = version(Files.readString(kernel));
      }
      if (version.isEmpty() && library.isPresent()) {
        version = version(library.get().toRealPath().getFileName().toString());
      }
    } catch (IOException e) {
      version = Optional.empty();
    }
    return new Driver(version, told || handed, library);
  }

  private static Optional<String> version(String text) {
    Matcher found = VERSION.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** {@return whether there is none, whatever library there is} */
  public boolean absent() {
    return !loaded;
  }

  /** {@return whether it is too old for CUDA 12} */
  boolean tooOld() {
    return version.isPresent() && Arrays.compare(numbers(version.get()), numbers(OLDEST)) < 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
