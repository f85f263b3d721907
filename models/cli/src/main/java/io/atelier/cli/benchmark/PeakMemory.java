package io.atelier.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The most memory a process had resident. */
final class PeakMemory {
  private PeakMemory() {}

  /** {@return this process' so far, in bytes; empty where the system does not tell} */
  static OptionalLong bytes() {
    return bytes(Path.of("/proc/self/status"));
  }

  /**
   * {@return a process' so far}
   *
   * @param status what Linux says of it (proc(5))
   */
  static OptionalLong bytes(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
