package io.atelier.cli.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts sides, each in a JVM of its own, with this JVM's class path.
 *
 * @param launcher what every JVM is given
 * @param cache where DJL unpacks PyTorch
 */
record Race(Launcher launcher, Path cache) {
  /**
   * {@return what a side measured}
   *
   * @throws IOException if it failed; the message is its last line
   */
  Measured run(Side side, Setting setting) throws IOException, InterruptedException {
    Path err = Files.createTempFile("atelier-peers", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(command(side, setting));
      builder.redirectError(err.toFile());
      builder.environment().putAll(launcher.environment());
      Process process = builder.start();
      // Whoever ends this JVM early must not leave a training behind that disturbs what comes next.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      try {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = process.waitFor();
        if (code != 0) {
          throw new IOException(
              "%s failed on %s (exit code %d): %s"
                  .formatted(side, setting.text(), code, lastLine(Files.readString(err))));
        }
        return Json.MAPPER.readValue(lastLine(out), Measured.class);
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.delete(err);
    }
  }

  private List<String> command(Side side, Setting setting) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launcher.flags());
    command.add("-DDJL_CACHE_DIR=" + cache);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(side.main());
    command.add(Json.MAPPER.writeValueAsString(side.trains(setting)));
    return command;
  }

  private static String lastLine(String text) {
    String stripped = text.strip();
    return stripped.substring(stripped.lastIndexOf('\n') + 1);
  }
}
