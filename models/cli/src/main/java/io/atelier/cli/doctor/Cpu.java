package io.atelier.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The processor.
 *
 * @param model its name, or {@code unknown}
 * @param threads it runs at a time
 * @param features of its instruction set that speed up training, as Linux names them
 */
public record Cpu(String model, int threads, List<String> features) {
  /** Vectors, from four numbers to sixteen; bfloat16; matrix tiles; and ARM's. */
  private static final List<String> OF_INTEREST =
      List.of(
          "sse4_2",
          "avx",
          "avx2",
          "fma",
          "f16c",
          "avx_vnni",
          "avx512f",
          "avx512_vnni",
          "avx512_bf16",
          "avx512_fp16",
          "amx_tile",
          "amx_bf16",
          "amx_int8",
          "asimd",
          "asimdhp",
          "bf16",
          "sve");

  /**
   * {@return the processor of this machine}
   *
   * @param cpuinfo Linux' {@code /proc/cpuinfo}; need not exist
   */
  public static Cpu of(Path cpuinfo, int threads) {
    try {
      return parse(Files.readString(cpuinfo), threads);
    } catch (IOException e) {
      return new Cpu("unknown", threads, List.of());
    }
  }

  static Cpu parse(String cpuinfo, int threads) {
    Set<String> flags =
        Set.copyOf(
            Arrays.stream(
                    (value(cpuinfo, "flags") + " " + value(cpuinfo, "Features")).split("\\s+", -1))
                .distinct()
                .toList());
    String model = value(cpuinfo, "model name");
    return new Cpu(
        model.isEmpty() ? "unknown" : model,
        threads,
        OF_INTEREST.stream().filter(flags::contains).toList());
  }

  private static String value(String cpuinfo, String name) {
    return cpuinfo
        .lines()
        .filter(line -> line.matches(name + "\\s*:.*"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse("");
  }
}
