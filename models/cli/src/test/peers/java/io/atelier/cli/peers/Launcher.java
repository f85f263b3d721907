package io.atelier.cli.peers;

import io.atelier.cli.BuiltProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code models/bin/atelier} gives the JVM it starts. The launcher itself is asked, with a
 * stand-in for Java that writes down how it was called, so that both cannot differ.
 *
 * @param environment variables it sets
 * @param flags of the JVM
 */
record Launcher(Map<String, String> environment, List<String> flags) {
  private static final Set<String> OF_THE_SHELL =
      Set.of("JAVA_HOME", "PWD", "OLDPWD", "SHLVL", "_");

  private static final String STAND_IN =
      """
      #!/bin/sh
      folder=$(dirname "$0")
      env -0 >"$folder/environment"
      printf '%s\\0' "$@" >"$folder/arguments"
      """;

  /**
   * {@return the launcher's choices}
   *
   * @param script the launcher
   * @throws IOException if it starts no JVM
   */
  static Launcher of(Path script) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("atelier-launcher");
    try {
      Path copy = BuiltProject.in(folder, script, script.toString());
      return ask(copy, standIn(folder));
    } finally {
      delete(folder);
    }
  }

  private static Path standIn(Path home) throws IOException {
    Path java = Files.createDirectories(home.resolve("java/bin")).resolve("java");
    Files.writeString(java, STAND_IN);
    if (!java.toFile().setExecutable(true)) {
      throw new IOException(java + " cannot be made executable");
    }
    return java;
  }

  private static Launcher ask(Path script, Path java) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", script.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", java.getParent().getParent().toString());
    Path arguments = java.resolveSibling("arguments");
    if (builder.start().waitFor() != 0 || !Files.exists(arguments)) {
      throw new IOException("models/bin/atelier started no JVM; run it once to see why");
    }
    Map<String, String> environment = new HashMap<>();
    for (String entry : entries(java.resolveSibling("environment"))) {
      String[] pair = entry.split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    environment.keySet().removeAll(OF_THE_SHELL);
    environment.entrySet().removeAll(System.getenv().entrySet());
    List<String> given = entries(arguments);
    return new Launcher(environment, List.copyOf(given.subList(0, given.indexOf("-cp"))));
  }

  private static List<String> entries(Path file) throws IOException {
    return Arrays.asList(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(paths::add);
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
