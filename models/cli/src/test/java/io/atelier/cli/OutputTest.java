package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command prints is written, or its exit code says that it is not. */
@EnabledOnOs(OS.LINUX)
class OutputTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "models", "summary cnn-small-32", "train --help"})
  void aFullDiskIsReported(String words) throws Exception {
    Process process = started("/dev/full", words.split(" ", -1));
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(err.lines().filter(line -> line.startsWith("atelier: ")))
        .containsExactly(
            "atelier: standard output cannot be written: No space left on device;"
                + " what was printed is incomplete, send it elsewhere");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void whatIsWrittenIsNoFailure() throws Exception {
    Path file = folder.resolve("out");
    assertThat(started(file.toString(), "models").waitFor()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(22);
  }

  /** Standard output goes to {@code target}, as a shell would send it. */
  private static Process started(String target, String... words) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectOutput(Path.of(target).toFile()).start();
  }

  @ParameterizedTest
  @CsvSource({
    "No space left on device, 0, 1",
    "No space left on device, 3, 1",
    "Input/output error, 0, 1",
    "Broken pipe, 0, 141",
    "Broken pipe, 1, 1"
  })
  void theExitCodeSaysThatSomethingIsMissing(String reason, int code, int expected) {
    Output output = new Output(failing(reason));
    new PrintStream(output, true, StandardCharsets.UTF_8).println("one line");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(output.exitCode(code, new PrintStream(err, true, StandardCharsets.UTF_8)))
        .isEqualTo(expected);
    String said = err.toString(StandardCharsets.UTF_8);
    if (reason.equals("Broken pipe")) {
      assertThat(said).isEmpty();
    } else {
      assertThat(said.lines()).singleElement().asString().contains(reason);
    }
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
