package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {
  private static final String GROWN = "grown by KiB ";

  /**
   * All examples resident, or streamed: ten thousand of 68 bytes, in windows of two batches. The
   * child runs without C2: its arenas alone come and go by 7 MiB.
   */
  @ParameterizedTest
  @ValueSource(longs = {1 << 30, 2 * 2000 * 68})
  void memoryIsFlatOverTwoThousandSteps(long memory) throws IOException, InterruptedException {
    List<String> lines =
        ChildJvm.lines(
            Epochs.class,
            Map.of(),
            "-Xms64m",
            "-Xmx64m",
            "-XX:+AlwaysPreTouch",
            "-XX:TieredStopAtLevel=1",
            "-Dmemory=" + memory);
    long grown =
        lines.stream()
            .filter(line -> line.startsWith(GROWN))
            .mapToLong(line -> Long.parseLong(line.substring(GROWN.length())))
            .findFirst()
            .orElseThrow();

    // Measured: 0.5 to 1.5 MiB. The order of an epoch alone, left open, would take 8 MB.
    assertThat(grown).isLessThan(4 * 1024);
  }

  /** Two hundred epochs of ten steps, validated, predicted and saved; the heap does not grow. */
  static final class Epochs {
    private static final int EXAMPLES = 10_000;

    private Epochs() {}

    public static void main(String[] arguments) throws IOException {
      Examples examples = Sets.images(EXAMPLES, 1);
      Training training =
          new Training(
              Sets.training().optimizer(),
              Sets.training().loss(),
              Sets.training().metrics(),
              EXAMPLES / 10,
              0,
              true);
      try (Program program =
          Program.compile(
              Sets.mlp(),
              training,
              Optional.of(examples),
              Optional.of(examples.slice(0, 2000)),
              Execution.AUTO.withMemory(Long.getLong("memory")))) {
        long before = 0;
        for (int epoch = 0; epoch < 260; epoch++) {
          if (epoch == 60) {
            before = residentKibibytes();
          }
          program.trainEpoch(epoch, progress -> Verdict.CONTINUE);
          program.predict(examples.inputs().slice(0, 1000));
          program.keepWeights("kept");
          program.restoreWeights("kept");
        }
        System.out.println(GROWN + (residentKibibytes() - before));
      }
    }

    private static long residentKibibytes() throws IOException {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
