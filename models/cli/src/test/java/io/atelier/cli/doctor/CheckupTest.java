package io.atelier.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.cuda.Diagnosis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of machines that were prepared. */
class CheckupTest {
  @TempDir Path folder;
  private PreparedMachine machine;

  @BeforeEach
  void prepare() throws IOException {
    machine = new PreparedMachine(folder);
  }

  private List<String> lines() throws IOException {
    return CheckupText.of(machine.checkup()).lines().toList();
  }

  private String verdict() throws IOException {
    List<String> lines = lines();
    return lines.get(lines.size() - 1);
  }

  /** {@return what stands behind a library's name} */
  private String row(String name) throws IOException {
    return lines().stream()
        .filter(line -> line.matches("  " + Pattern.quote(name) + "\\s.*"))
        .map(line -> line.strip().substring(name.length()).strip())
        .findFirst()
        .orElseThrow();
  }

  private List<String> missing() throws IOException {
    return lines().stream()
        .filter(line -> line.contains("MISSING"))
        .map(line -> line.strip().replaceAll("\\s.*", ""))
        .toList();
  }

  @Test
  void noLibrariesAtAll() throws IOException {
    machine.driver("550.54.15");
    assertThat(verdict())
        .startsWith("Verdict: CPU fallback: 14 libraries missing: libcudart.so.12, ")
        .contains("build with -Pcuda", "sudo apt-get install cuda-cudart-12-6 ");
    assertThat(missing()).hasSize(14).contains("libcudart.so.12", "libcudnn.so.9");
    assertThat(row("libcudart.so.12")).isEqualTo("MISSING: sudo apt-get install cuda-cudart-12-6");
    assertThat(row("libcupti.so.12"))
        .isEqualTo("missing, not needed to train: sudo apt-get install cuda-cupti-12-6");
    assertThat(row("driver")).isEqualTo("550.54.15, " + machine.path("libcuda.so.1"));
  }

  @Test
  void onlyTheRuntime() throws IOException {
    machine.driver("550.54.15");
    machine.libraries(List.of("libcudart.so.12"));
    assertThat(verdict()).startsWith("Verdict: CPU fallback: 13 libraries missing: libnvJitLink");
    assertThat(missing()).hasSize(13).doesNotContain("libcudart.so.12");
    assertThat(row("libcudart.so.12"))
        .isEqualTo(machine.path("libcudart.so.12") + " (dynamic linker's path)");
  }

  @Test
  void allButCudnn() throws IOException {
    machine.driver("550.54.15");
    machine.libraries(withoutCudnn());
    assertThat(verdict())
        .startsWith("Verdict: CPU fallback: 7 libraries missing: libcudnn_graph.so.9, ")
        .endsWith("'sudo apt-get install libcudnn9-cuda-12'");
    assertThat(missing()).hasSize(7).allMatch(name -> name.startsWith("libcudnn"));
  }

  @Test
  void aWrongMajorVersionOfCudnn() throws IOException {
    machine.driver("550.54.15");
    machine.libraries(withoutCudnn());
    machine.libraries(List.of("libcudnn.so.8"));
    assertThat(verdict())
        .startsWith(
            "Verdict: CPU fallback: wrong version of cuDNN: library libcudnn.so.9 missing, got "
                + machine.path("libcudnn.so.8"));
    assertThat(row("libcudnn.so.9"))
        .isEqualTo(
            "MISSING, got %s: sudo apt-get install libcudnn9-cuda-12"
                .formatted(machine.path("libcudnn.so.8")));
  }

  @Test
  void allLibrariesAndNoDriver() throws IOException {
    machine.libraries(PreparedMachine.all());
    assertThat(verdict())
        .isEqualTo(
            "Verdict: CPU fallback: no NVIDIA driver;"
                + " install one, 525.60.13 or newer, if there is an NVIDIA GPU");
    assertThat(missing()).isEmpty();
    assertThat(row("driver")).isEqualTo("none");
    machine.libraries(List.of("libcuda.so.1"));
    assertThat(row("driver")).isEqualTo("none, only " + machine.path("libcuda.so.1"));
    assertThat(row("ptxas")).isEqualTo("missing: sudo apt-get install cuda-nvcc-12-6");
  }

  @Test
  void allThatIsNeeded() throws IOException {
    machine.driver("550.54.15");
    machine.libraries(PreparedMachine.all());
    assertThat(verdict()).isEqualTo("Verdict: GPU ready");
    assertThat(row("ptxas")).isEqualTo("missing, the driver compiles");
    assertThat(row("natives")).isEqualTo("TensorFlow 2.18.0, GPU build");
    assertThat(row("data set"))
        .startsWith("fashion-mnist, not there yet: --data: ")
        .contains("no data");
    assertThat(machine.checkup().diagnosis().ready()).isTrue();
  }

  @Test
  void saysTheSameInJson() throws IOException {
    machine.driver("550.54.15");
    machine.libraries(withoutCudnn());
    Checkup checkup = machine.checkup();
    JsonNode json = CheckupJson.of(checkup);
    Diagnosis diagnosis = checkup.diagnosis();
    JsonNode verdict = json.get("verdict");
    assertThat(verdict.get("gpu").booleanValue()).isFalse();
    assertThat(verdict.get("cause").asText()).isEqualTo("library_missing");
    assertThat(verdict.get("reason").asText()).isEqualTo(diagnosis.reason());
    assertThat(verdict.get("cure").asText()).isEqualTo(diagnosis.cure());
    assertThat(json.at("/driver/version").asText()).isEqualTo("550.54.15");
    assertThat(json.at("/driver/cuda").isNull()).isTrue();
    assertThat(json.get("gpus")).isEmpty();
    assertThat(json.at("/natives/build").asText()).isEqualTo("gpu");
    assertThat(json.at("/memory/total_bytes").asLong()).isGreaterThan(1L << 28);
    List<String> missing =
        StreamSupport.stream(json.get("libraries").spliterator(), false)
            .filter(library -> library.get("file").isNull())
            .map(library -> library.get("soname").asText())
            .toList();
    assertThat(missing).isEqualTo(missing());
    assertThat(json.at("/libraries/0/file").asText()).isEqualTo(machine.path("libcudart.so.12"));
    assertThat(json.at("/libraries/0/origin").asText()).isEqualTo("dynamic linker's path");
    assertThat(json.at("/libraries/0/install").isNull()).isTrue();
  }

  @Test
  void readsWhatTheCpuCan() {
    Cpu intel =
        Cpu.parse(
            """
            processor	: 0
            model name	: Some Xeon @ 2.00GHz
            flags		: fpu sse4_2 avx2 fma avx512f amx_bf16 nonsense
            processor	: 1
            model name	: Some Xeon @ 2.00GHz
            flags		: fpu
            """,
            2);
    assertThat(intel)
        .isEqualTo(
            new Cpu(
                "Some Xeon @ 2.00GHz", 2, List.of("sse4_2", "avx2", "fma", "avx512f", "amx_bf16")));
    assertThat(Cpu.parse("Features\t: fp asimd bf16\n", 4))
        .isEqualTo(new Cpu("unknown", 4, List.of("asimd", "bf16")));
    assertThat(Cpu.of(folder.resolve("none"), 1)).isEqualTo(new Cpu("unknown", 1, List.of()));
  }

  private static List<String> withoutCudnn() {
    return PreparedMachine.all().stream().filter(name -> !name.startsWith("libcudnn")).toList();
  }
}
