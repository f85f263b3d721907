package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half precision where TensorFlow would end the process with an illegal instruction. */
@Tag("numeric")
class UnableCpuTest {
  @TempDir Path folder;

  /** Only there does TensorFlow count on what the test then takes away. */
  static boolean hasBfloat16() throws IOException {
    Path cpu = Path.of("/proc/cpuinfo");
    return Files.exists(cpu) && Files.readString(cpu).contains(" avx512_bf16 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp-small-64", "cnn-small-32"})
  @EnabledIf("hasBfloat16")
  void aTrainingIsRefusedInOneLineBeforeItBegins(String model)
      throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "train",
            model,
            "--precision",
            "bfloat16",
            "--device",
            "cpu",
            "--out",
            run.toString());
    builder
        .environment()
        .putAll(Map.of("ONEDNN_MAX_CPU_ISA", "AVX2", "TF_ENABLE_ONEDNN_OPTS", "1"));
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(out.lines())
        .containsExactly(
            "atelier: precision bfloat16 on this CPU needs oneDNN to use AVX-512,"
                + " got ONEDNN_MAX_CPU_ISA=AVX2; unset the variable, or set"
                + " TF_ENABLE_ONEDNN_OPTS=0, or use precision float32");
    assertThat(run).doesNotExist();
  }
}
