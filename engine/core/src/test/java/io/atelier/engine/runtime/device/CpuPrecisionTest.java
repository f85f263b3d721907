package io.atelier.engine.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.atelier.engine.runtime.ChildJvm;
import io.atelier.engine.runtime.Execution.Precision;
import io.atelier.engine.runtime.HalfProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("numeric")
class CpuPrecisionTest {
  /** AVX2 alone; AVX-512 with bfloat16; that and float16; AVX2 with conversions to half. */
  private static final Map<String, Set<String>> CPUS =
      Map.of(
          "avx2", Set.of("avx", "avx2", "fma"),
          "skylake", Set.of("avx2", "avx512f", "avx512bw"),
          "zen5", Set.of("avx2", "avx_vnni", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16"),
          "sapphire", Set.of("avx2", "avx512f", "avx512bw", "avx512_fp16", "amx_tile", "amx_bf16"),
          "arrow", Set.of("avx2", "avx_vnni", "avx_ne_convert"));

  private static CpuPrecision cpu(String name, String... variables) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    return new CpuPrecision(CPUS.get(name), environment);
  }

  /** The lines of zen5 were tried with a whole training; the others follow from the sources. */
  @ParameterizedTest
  @CsvSource({
    "zen5, AVX2, BFLOAT16",
    "zen5, avx2, BFLOAT16",
    "zen5, SSE41, BFLOAT16",
    "zen5, AVX2_VNNI, BFLOAT16",
    "zen5, AVX2_VNNI_2, BFLOAT16",
    "sapphire, AVX, BFLOAT16",
    "sapphire, AVX2, MIXED_FLOAT16",
    "sapphire, AVX512_CORE_BF16, MIXED_FLOAT16",
    "arrow, AVX2_VNNI, BFLOAT16",
    "arrow, AVX512_CORE, BFLOAT16"
  })
  void refusesWhatTensorFlowWouldHandToAOneDnnThatCannot(
      String cpu, String limit, Precision precision) {
    for (String name : List.of("ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> cpu(cpu, name + "=" + limit).require(precision))
          .withMessageMatching(
              "precision (bfloat16|mixed_float16) on this CPU needs oneDNN to use AVX-?512\\w*, got "
                  + name
                  + "="
                  + limit
                  + "; unset the variable, or set TF_ENABLE_ONEDNN_OPTS=0, or use precision float32");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "zen5, AVX512_CORE, BFLOAT16",
    "zen5, AVX512_CORE_BF16, BFLOAT16",
    "zen5, DEFAULT, BFLOAT16",
    "zen5, nonsense, BFLOAT16",
    "zen5, '', BFLOAT16",
    "zen5, AVX2, MIXED_FLOAT16",
    "zen5, AVX2, FLOAT32",
    "zen5, AVX2, TF32",
    "avx2, AVX2, BFLOAT16",
    "avx2, SSE41, MIXED_FLOAT16",
    "skylake, AVX2, BFLOAT16",
    "sapphire, AVX512_CORE_FP16, MIXED_FLOAT16",
    "sapphire, AVX512_CORE_AMX, BFLOAT16",
    "arrow, AVX2_VNNI_2, BFLOAT16"
  })
  void takesWhatRuns(String cpu, String limit, Precision precision) {
    assertThatNoException()
        .isThrownBy(() -> cpu(cpu, "ONEDNN_MAX_CPU_ISA=" + limit).require(precision));
  }

  @Test
  void whetherOneDnnIsUsedAtAllIsTheUsersChoiceFirst() {
    String limit = "ONEDNN_MAX_CPU_ISA=AVX2";
    assertThatNoException()
        .isThrownBy(
            () -> cpu("zen5", limit, "TF_ENABLE_ONEDNN_OPTS=0").require(Precision.BFLOAT16));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> cpu("skylake", limit, "TF_ENABLE_ONEDNN_OPTS=1").require(Precision.BFLOAT16));
  }

  @Test
  void readsTheFlagsOfTheFirstCore(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cpuinfo");
    Files.writeString(file, "model name\t: X\nflags\t\t: fpu avx2  avx512f\n\nflags\t\t: fpu\n");
    assertThat(CpuPrecision.flags(file)).containsExactlyInAnyOrder("fpu", "avx2", "avx512f");
    Files.writeString(file, "Features\t: asimd bf16\n");
    assertThat(CpuPrecision.flags(file)).isEmpty();
    assertThat(CpuPrecision.flags(folder.resolve("none"))).isEmpty();
  }

  static boolean hasAvx512() {
    return CpuPrecision.current().flags().contains("avx512_bf16");
  }

  /** In a process of its own, which a SIGILL would end. */
  @Test
  @EnabledIf("hasAvx512")
  void aProgramThatWouldEndTheProcessIsRefused() throws IOException, InterruptedException {
    Map<String, String> limited =
        Map.of("ONEDNN_MAX_CPU_ISA", "AVX2", "TF_ENABLE_ONEDNN_OPTS", "1");
    assertThat(ChildJvm.lines(HalfProgram.class, limited))
        .hasSize(2)
        .allMatch(
            line ->
                line.startsWith(
                    "precision bfloat16 on this CPU needs oneDNN to use AVX-512,"
                        + " got ONEDNN_MAX_CPU_ISA=AVX2; "));
  }
}
