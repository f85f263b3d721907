package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecompilationTest {
  private static final String MARK = "first epoch trained";

  /** All examples resident, or streamed in windows of four hundred of 68 bytes. */
  @ParameterizedTest
  @ValueSource(longs = {1 << 30, 2 * 400 * 68})
  void afterTheFirstEpochNothingIsCompiled(long memory) throws IOException, InterruptedException {
    List<String> lines =
        ChildJvm.lines(
            Epochs.class,
            Map.of(
                "TF_CPP_MIN_LOG_LEVEL", "0",
                "TF_CPP_VMODULE", "device_compiler=2"),
            "-Dmemory=" + memory);
    int mark = lines.indexOf(MARK);

    // The full batches and the last one, whatever the length of the chunks.
    assertThat(compilations(lines.subList(0, mark))).hasSize(2);
    assertThat(compilations(lines.subList(mark, lines.size()))).isEmpty();
    assertThat(lines.stream().filter(line -> line.startsWith("chunk")).distinct())
        .hasSizeGreaterThan(3);
  }

  private static List<String> compilations(List<String> lines) {
    return lines.stream().filter(line -> line.contains("compiling for signature")).toList();
  }

  /** Trains for three epochs, and says where the first one ends. */
  static final class Epochs {
    private Epochs() {}

    public static void main(String[] arguments) {
      try (Program program =
          Program.compile(
              Sets.mlp(),
              Sets.training(),
              Optional.of(Sets.images(8003, 1)),
              Optional.of(Sets.images(40, 2)),
              Execution.AUTO.withMemory(Long.getLong("memory")))) {
        for (int epoch = 0; epoch < 3; epoch++) {
          int[] before = {0};
          program.trainEpoch(
              epoch,
              progress -> {
                System.err.println("chunk of " + (progress.examples() - before[0]));
                before[0] = progress.examples();
                return Verdict.CONTINUE;
              });
          if (epoch == 0) {
            System.err.println(MARK);
          }
        }
      }
    }
  }
}
