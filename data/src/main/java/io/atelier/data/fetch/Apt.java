package io.atelier.data.fetch;

import io.atelier.data.DataSetException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code apt-get} with all it knows and writes in one folder, so that it needs no root. */
final class Apt {
  private static final long POLL_MILLIS = 200;

  private final Path program;
  private final Path folder;
  private final Duration timeout;
  private final List<String> complaints = new ArrayList<>();

  Apt(Path program, Path folder, Duration timeout) throws IOException {
    this.program = program;
    this.folder = folder;
    this.timeout = timeout;
    Files.createDirectories(folder.resolve("lists/partial"));
    Files.createDirectories(folder.resolve("cache/archives/partial"));
    Files.createDirectory(folder.resolve("state"));
    Files.createFile(folder.resolve("state/status"));
  }

  /**
   * Fetches the package lists. One broken source among several fails the program; the lists that
   * came may do all the same, so only {@link #run} reports what it complained of.
   *
   * @param meanwhile is called several times a second
   */
  void update(Runnable meanwhile) throws IOException {
    ended(meanwhile, "update");
  }

  /**
   * {@return the lines it prints}
   *
   * @param meanwhile is called several times a second
   * @throws DataSetException if it fails, with the reasons it gives
   */
  List<String> run(Runnable meanwhile, String... arguments) throws IOException {
    int exit = ended(meanwhile, arguments);
    if (exit != 0) {
      throw failed(arguments, "to succeed", "exit code " + exit);
    }
    return Files.readAllLines(folder.resolve("output"));
  }

  private int ended(Runnable meanwhile, String... arguments) throws IOException {
    Path output = folder.resolve("output");
    var command = new ArrayList<String>(options());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      long end = System.nanoTime() + timeout.toNanos();
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        meanwhile.run();
        if (System.nanoTime() > end) {
          throw failed(arguments, "to end within %s s".formatted(timeout.toSeconds()), "no end");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while apt-get ran");
    } finally {
      process.destroyForcibly();
    }
    Files.readAllLines(output).stream()
        .filter(line -> line.startsWith("E: ") || line.startsWith("W: Failed to fetch"))
        .forEach(complaints::add);
    return process.exitValue();
  }

  /** {@return the .deb files here, whole or not} */
  List<Path> packages() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.getFileName().toString().endsWith(".deb")).toList();
    }
  }

  /** {@return how many bytes of packages are here} */
  long downloadedBytes() {
    try {
      long bytes = 0;
      for (Path file : packages()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException | UncheckedIOException e) {
      return 0; // a file that moved while we looked
    }
  }

  private List<String> options() {
    return List.of(
        program.toString(),
        "-oDir::State=" + folder.resolve("state"),
        "-oDir::State::status=" + folder.resolve("state/status"),
        "-oDir::State::lists=" + folder.resolve("lists"),
        "-oDir::Cache=" + folder.resolve("cache"),
        "-oDebug::NoLocking=1",
        "-oAcquire::Languages=none",
        // Run by root, apt would hand over to a user who may not write to a private folder.
        "-oAPT::Sandbox::User=root");
  }

  private DataSetException failed(String[] arguments, String needed, String found) {
    String said = String.join(" / ", complaints.stream().distinct().limit(2).toList());
    return new DataSetException(
        "apt-get %s needs %s, got %s%s; check its sources and the network"
            .formatted(
                String.join(" ", arguments),
                needed,
                found,
                said.isEmpty() ? "" : " (" + said + ")"));
  }
}
