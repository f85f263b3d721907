package io.atelier.cli.faults;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The library that stands between a program and the system.
 *
 * @param library compiled from {@code faults.c}
 */
record Interposer(Path library) {
  private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");
  private static final int COUNTER_BYTES = 4096;

  /**
   * Compiles it.
   *
   * @param source {@code faults.c}
   * @param folder where to
   * @throws IOException if there is no C compiler, or it fails
   */
  static Interposer compile(Path source, Path folder) throws IOException, InterruptedException {
    Path library = folder.resolve("faults.so");
    Process process =
        new ProcessBuilder(
                compiler(),
                "-shared",
                "-fPIC",
                "-O2",
                "-Wall",
                "-o",
                library.toString(),
                source.toString(),
                "-ldl")
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("the C compiler needs to compile " + source + ", and did not");
    }
    return new Interposer(library);
  }

  private static String compiler() throws IOException {
    List<String> folders = Arrays.asList(System.getenv("PATH").split(File.pathSeparator));
    return COMPILERS.stream()
        .filter(name -> folders.stream().anyMatch(in -> Files.isExecutable(Path.of(in, name))))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "needs a C compiler, found none of cc, gcc, clang; install one, such as the"
                        + " package gcc"));
  }

  /**
   * {@return the environment of a program whose operations are counted}
   *
   * @param below folder whose operations count
   * @param notes existing folder of the counter and the trace; begun anew
   * @param fault that befalls the program; null for none
   */
  Map<String, String> environment(Path below, Path notes, Fault fault) throws IOException {
    Files.write(counter(notes), new byte[COUNTER_BYTES]);
    Files.writeString(trace(notes), "");
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAULTS_BELOW", below.toString(),
        "FAULTS_COUNTER", counter(notes).toString(),
        "FAULTS_TRACE", trace(notes).toString(),
        "FAULTS_PLAN", fault == null ? "" : fault.plan());
  }

  static Path trace(Path notes) {
    return notes.resolve("operations");
  }

  private static Path counter(Path notes) {
    return notes.resolve("counter");
  }

  /** Waits until a program has ended with all it started: each holds a lock. */
  static void awaitEnd(Path notes) throws IOException {
    try (FileChannel channel = FileChannel.open(counter(notes), StandardOpenOption.WRITE)) {
      channel.lock().release();
    }
  }
}
