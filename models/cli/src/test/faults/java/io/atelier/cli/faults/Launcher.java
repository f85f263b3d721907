package io.atelier.cli.faults;

import io.atelier.cli.BuiltProject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program's launcher in a copy of the project that counts as built.
 *
 * @param script {@code models/bin/atelier}, copied
 */
record Launcher(Path script) {
  private static final int PATIENCE_MINUTES = 10;

  /**
   * {@return the launcher}
   *
   * @param root of the project, whose modules are packaged
   * @param home a new folder for the copy
   */
  static Launcher of(Path root, Path home) throws IOException, InterruptedException {
    Path app = BuiltProject.app(home);
    Path script = BuiltProject.in(home, root.resolve("models/bin/atelier"), classPath(root, app));
    return new Launcher(script).archived(app);
  }

  /** {@return copies of the project's own jars, and the others where they are} */
  private static String classPath(Path root, Path app) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String module : BuiltProject.MODULES) {
      Path target = root.resolve(module).resolve("target");
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "atelier-*.jar")) {
        for (Path jar : jars) {
          entries.add(Files.copy(jar, app.resolve(jar.getFileName())).toString());
        }
      }
    }
    String others =
        Files.readString(root.resolve("models/cli/target/class-path.dependencies")).strip();
    for (String entry : others.split(":", -1)) {
      if (!entry.startsWith(root.toString()) && !entry.contains("/io/atelier/")) {
        entries.add(entry);
      }
    }
    return String.join(":", entries);
  }

  /** Keeps its classes parsed, as the launcher's own build does: every start is quicker then. */
  private Launcher archived(Path app) throws IOException, InterruptedException {
    Path run = app.resolveSibling("warm-up");
    int code =
        run(
            List.of("warm-up", run.toString()),
            Map.of("ATELIER_JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + app.resolve("classes.jsa")),
            app);
    if (code != 0) {
      throw new IOException("the program needs to start, and did not; see " + app.resolve("err"));
    }
    return this;
  }

  /**
   * Runs the program to its end, as the leader of a group of processes of its own.
   *
   * @param environment of the program, beside this process' own
   * @param log folder for what it prints, in the files {@code out} and {@code err}
   * @return its exit code
   * @throws IOException if it takes longer than ten minutes
   */
  int run(List<String> arguments, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("setsid", script.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(log.resolve("out").toFile())
            .redirectError(log.resolve("err").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("TF_CPP_MIN_LOG_LEVEL");
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid()).start().waitFor();
      throw new IOException("it did not end in %d minutes".formatted(PATIENCE_MINUTES));
    }
    return process.exitValue();
  }
}
