package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code atelier benchmark}. */
class BenchmarkTest {
  @TempDir Path folder;

  private Path json() {
    return folder.resolve("benchmark.json");
  }

  private JsonNode rows() {
    try {
      return Json.MAPPER.readTree(json().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          mlp-small-64 mlp-smal-64 | unknown model 'mlp-smal-64'; did you mean mlp-small-64?
          --chunks 4               | --chunks needs at least 5 for a median, got 4
          --images 100             | --images needs 128, a batch, to 2739137, got 100
          --batch-size 32,0        | --batch-size needs at least 1, got 0
          --dropout 1              | --dropout needs a rate in [0, 1), got 1.0
          --threads -1             | --threads needs at least 0, got -1
          --memory -1              | --memory needs at least 0, got -1
          --memory much            | Invalid value for option '--memory': expected a size such as 512m, 2g or 1000000 (bytes) but was 'much'
          --device tpu             | Invalid value for option '--device': expected one of [auto, cpu, gpu]
          --optimizer foo          | Invalid value for option '--optimizer': expected one of [sgd, adam]
          """)
  void refusesASettingAndMeasuresNothing(String arguments, String message) {
    Object[] line = ("benchmark --json " + json() + " " + arguments).split(" ");
    CommandLineTest.refused(Cli.run(line), message, "atelier benchmark");
    assertThat(json()).doesNotExist();
  }

  @Test
  void refusesAFileThatCannotBeWrittenAndMeasuresNothing() {
    Path file = folder.resolve("missing").resolve("file");
    Cli cli = Cli.run("benchmark", "mlp-small-64", "--json", file);
    assertThat(cli.err()).startsWith("atelier: " + file + " cannot be written: ");
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.code()).isEqualTo(1);
  }

  @Test
  void measuresACase() {
    Cli cli =
        Cli.run(
                "benchmark",
                "mlp-small-64",
                "--batch-size",
                32,
                "--images",
                2000,
                "--chunks",
                5,
                "--device",
                "cpu",
                "--dropout",
                0.2,
                "--json",
                json())
            .good();

    assertThat(cli.err()).isEmpty();
    assertThat(rows()).hasSize(1);
    JsonNode row = rows().get(0);
    assertThat(row.get("model").asText()).isEqualTo("mlp-small-64");
    assertThat(row.get("batch").asInt()).isEqualTo(32);
    assertThat(row.get("dropout").asDouble()).isEqualTo(0.2);
    assertThat(row.get("optimizer").asText()).isEqualTo("sgd");
    assertThat(row.get("device").asText()).isEqualTo("CPU");
    assertThat(row.get("images").asInt()).isEqualTo(2000);
    assertThat(row.get("chunks").asInt()).isEqualTo(5);
    assertThat(row.get("lowering").asText()).isEqualTo("xla");
    double step = row.get("train_us_per_step").asDouble();
    assertThat(step)
        .isBetween(
            row.at("/train_us_spread/0").asDouble(), row.at("/train_us_spread/1").asDouble());
    assertThat(row.get("train_images_per_second").asDouble())
        .isCloseTo(32e6 / step, Percentage.withPercentage(0.01));
    assertThat(row.get("eval_images_per_second").asDouble()).isBetween(1e3, 1e8);
    double multiplyAdds = 32 * (2 * 784 * 64 + 3 * 64 * 10);
    double rate = row.get("matmul_gflops").asDouble() / 2 * 1e3;
    assertThat(row.get("floor_us_per_step").asDouble())
        .isCloseTo(multiplyAdds / rate, Percentage.withPercentage(0.01))
        .isLessThan(step);
    assertThat(row.get("compile_seconds").asDouble()).isBetween(0.01, 60.0);
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertThat(row.get("peak_rss_bytes").asLong()).isBetween(100_000_000L, 4_000_000_000L);
    }
    List<String> lines = cli.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("network").endsWith("peak MB  lowering");
    assertThat(lines.get(1)).startsWith("mlp-small-64 dropout 0.2    32 ").endsWith("  xla");
    double ratio = step / row.get("floor_us_per_step").asDouble();
    assertThat(lines.get(1)).contains(String.format(Locale.ROOT, " %.2f ", ratio));
  }

  @Test
  void saysInOneLineWhichCaseFailedAndGoesOn() {
    assumeTrue(Files.notExists(Path.of("/proc/driver/nvidia/version")), "no GPU here");
    Cli cli =
        Cli.run("benchmark", "mlp-small-64", "--device", "gpu", "--images", 200, "--json", json());
    String reason =
        ": device gpu needs a GPU that TensorFlow can use, got none: no NVIDIA driver;"
            + " install one, 525.60.13 or newer, if there is an NVIDIA GPU,"
            + " or use device cpu or auto";
    assertThat(cli.err().lines())
        .containsExactly(
            "atelier: mlp-small-64, batch 32" + reason,
            "atelier: mlp-small-64, batch 128" + reason);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out().lines()).hasSize(1);
    assertThat(rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @EnabledOnOs(OS.LINUX)
  void controlCEndsTheChildAndKeepsTheRows(boolean childToo) throws Exception {
    RealData.load();
    Path launcher = Launched.home(folder.resolve("home")).resolve("models/bin/atelier");
    try (Launched launched =
        Launched.start(
            launcher,
            folder,
            folder,
            "benchmark",
            "mlp-small-64",
            "cnn-large-64-128-256",
            "--batch-size",
            32,
            "--images",
            200,
            "--chunks",
            5,
            "--json",
            json())) {
      launched.await(() -> Files.exists(json()) && rows().size() == 1);
      List<ProcessHandle> children = launched.awaitChildren(1);
      if (childToo) {
        launched.signal("INT");
      } else {
        launched.signalAlone("INT");
      }
      assertThat(launched.code()).isEqualTo(130);

      assertThat(children).noneMatch(ProcessHandle::isAlive);
      assertThat(rows()).hasSize(1);
      assertThat(launched.out().lines()).hasSize(2);
      assertThat(launched.err()).isEqualTo("\nInterrupted: the cases measured so far are kept.\n");
    }
  }
}
