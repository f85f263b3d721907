package io.atelier.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The launcher, started from a copy of the project that counts as built: its class path is that of
 * the tests.
 *
 * @param process leads a group of its own, as a terminal's foreground job does
 * @param log folder of what it printed
 */
record Launched(Process process, Path log) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** {@return a project's folder with the launcher in it} */
  static Path home(Path home) throws IOException {
    BuiltProject.in(
        home,
        Path.of(System.getProperty("basedir", "."), "../bin/atelier"),
        System.getProperty("java.class.path").replaceAll(":*$", ""));
    return home;
  }

  /** Starts it with SIGINT at its default, which a shell's background jobs do not have. */
  static Launched start(Path launcher, Path from, Path log, Object... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of("setsid", "env", "--default-signal=INT", launcher.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(from.toFile())
            .redirectOutput(log.resolve("out").toFile())
            .redirectError(log.resolve("err").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("TF_CPP_MIN_LOG_LEVEL");
    return new Launched(builder.start(), log);
  }

  /** Sends a signal to the whole group, as a terminal's Ctrl-C does. */
  void signal(String name) throws IOException, InterruptedException {
    kill(name, "-" + process.pid());
  }

  /** Sends a signal to the program, and to no process it started. */
  void signalAlone(String name) throws IOException, InterruptedException {
    kill(name, Long.toString(process.pid()));
  }

  private void kill(String name, String whom) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", "-" + name, "--", whom).start().waitFor();
    if (code != 0) {
      throw new AssertionError("kill -" + name + " failed: " + err());
    }
  }

  /** {@return the JVMs it started} */
  List<ProcessHandle> children() {
    return process
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .toList();
  }

  /** Waits until it has started so many JVMs; {@return them: one may end at once} */
  List<ProcessHandle> awaitChildren(int count) throws IOException, InterruptedException {
    List<ProcessHandle> seen = new ArrayList<>();
    await(
        () -> {
          seen.clear();
          seen.addAll(children());
          return seen.size() == count;
        });
    return seen;
  }

  /** {@return the exit code} */
  int code() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running");
    }
    return process.exitValue();
  }

  /** Waits for something that must come while it runs. */
  void await(BooleanSupplier what) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!what.getAsBoolean()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new AssertionError("did not come: " + err());
      }
      Thread.sleep(1);
    }
  }

  String out() throws IOException {
    return Files.readString(log.resolve("out"));
  }

  String err() throws IOException {
    return Files.readString(log.resolve("err"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
