package io.atelier.engine.runtime.device;

import io.atelier.engine.runtime.Execution.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which precisions this machine's CPU can compute in.
 *
 * <p>TensorFlow asks the CPU whether it has the instructions for half precision, and if so hands
 * the products to oneDNN. But oneDNN may have been told to use older instructions only, with {@code
 * ONEDNN_MAX_CPU_ISA}. Then it has no such product, and TensorFlow 2.18 ends the whole process with
 * an illegal instruction (SIGILL). A CPU without the instructions is safe: TensorFlow then uses its
 * own kernels. So is {@code TF_ENABLE_ONEDNN_OPTS=0}.
 *
 * @param flags of the CPU, as Linux names them in {@code /proc/cpuinfo}; empty if they are unknown,
 *     which refuses nothing
 * @param environment variables by name
 */
public record CpuPrecision(Set<String> flags, Map<String, String> environment) {
  private static final List<String> LIMITS = List.of("ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA");
  private static final Set<String> NO_HALF = Set.of("sse41", "avx", "avx2", "avx2_vnni");
  private static final Set<String> NO_FLOAT16 =
      Set.of("avx512_core", "avx512_core_vnni", "avx512_core_bf16");

  /** Any of these, and TensorFlow for Linux uses oneDNN unless it is told not to. */
  private static final Set<String> NEURAL =
      Set.of("avx512_vnni", "avx512_bf16", "avx_vnni", "amx_tile", "amx_int8", "amx_bf16");

  /** {@return this machine's} */
  public static CpuPrecision current() {
    return new CpuPrecision(flags(Path.of("/proc/cpuinfo")), System.getenv());
  }

  /**
   * Refuses a precision that would end the process on this machine.
   *
   * @throws IllegalStateException as {@link #require}
   */
  static void requireHere(Precision precision) {
    if (precision.half()) {
      current().require(precision);
    }
  }

  /** {@return the flags of the first core; none if the file cannot be read or has no flags} */
  static Set<String> flags(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
          .orElse(Set.of());
    } catch (IOException e) {
      return Set.of();
    }
  }

  /**
   * Refuses a precision that would end the process.
   *
   * @throws IllegalStateException if products in it would be oneDNN's, and oneDNN has none
   */
  public void require(Precision precision) {
    if (precision.half() && oneDnn() && expected(precision) && !available(precision)) {
      throw new IllegalStateException(
          "precision %s on this CPU needs oneDNN to use %s, got %s; unset the variable, or set TF_ENABLE_ONEDNN_OPTS=0, or use precision float32"
              .formatted(
                  precision.name().toLowerCase(Locale.ROOT),
                  precision == Precision.BFLOAT16 ? "AVX-512" : "AVX512_CORE_FP16",
                  limit().map(name -> name + "=" + environment.get(name)).orElseThrow()));
    }
  }

  private boolean oneDnn() {
    return switch (environment.getOrDefault("TF_ENABLE_ONEDNN_OPTS", "").toLowerCase(Locale.ROOT)) {
      case "0", "false" -> false;
      case "1", "true" -> true;
      default -> flags.stream().anyMatch(NEURAL::contains);
    };
  }

  /** Whether TensorFlow takes it that oneDNN can: it looks at the CPU alone. */
  private boolean expected(Precision precision) {
    boolean wide =
        precision == Precision.BFLOAT16
            ? flags.contains("avx512f")
            : flags.contains("avx512bw")
                && (flags.contains("avx512_fp16") || flags.contains("amx_fp16"));
    return wide || flags.contains("avx_ne_convert");
  }

  /** Whether oneDNN can, with the instructions it may use; it ignores limits it does not know. */
  private boolean available(Precision precision) {
    String limit = limit().map(environment::get).orElse("").toLowerCase(Locale.ROOT);
    if (NO_HALF.contains(limit)) {
      return false;
    }
    if (limit.equals("avx2_vnni_2")) {
      return flags.contains("avx_ne_convert");
    }
    return !NO_FLOAT16.contains(limit)
        || (precision == Precision.BFLOAT16 && flags.contains("avx512bw"));
  }

  /** {@return the name of the variable that limits oneDNN} */
  private Optional<String> limit() {
    return LIMITS.stream()
        .filter(name -> !environment.getOrDefault(name, "").isEmpty())
        .findFirst();
  }
}
