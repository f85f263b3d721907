package io.atelier.paper.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.cli.RealData;
import io.atelier.engine.search.Leaderboard;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.report.FinishedRun;
import io.atelier.paper.result.Paper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reproduction none of whose trainings can be done. */
class FailingReproductionTest {
  private final List<String> told = new ArrayList<>();

  @TempDir Path folder;
  private ReproductionFolder reproduction;

  @BeforeEach
  void create() throws IOException {
    reproduction =
        ReproductionFolder.create(
            folder.resolve("reproduction"),
            new ReproductionSettings(1, 1, 100, ExecutionConfig.Device.CPU, 1));
  }

  @Test
  void aTrainingThatFailsDoesNotKeepTheOthersFromBeingTried() throws IOException {
    try (ReproductionRun run = failing()) {
      assertThatThrownBy(() -> run.run(Set.of("mlp-adam"), OptionalInt.empty()))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("mlp-adam mlp-\\S+: no memory; --resume tries all 6 again");
    }
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            Paper.read().results("mlp-adam").stream()
                .map(result -> "mlp-adam " + result.model() + ": no memory")
                .toList());
  }

  @Test
  void whatWasHalfWrittenIsDeleted() throws IOException {
    Path pictures = Files.createDirectories(reproduction.path().resolve("pictures"));
    for (String file :
        List.of(
            "pictures/.a.svg." + UUID.randomUUID(),
            ".report.md." + UUID.randomUUID(),
            ".gitignore")) {
      Files.writeString(reproduction.path().resolve(file), "half");
    }
    failing().close();
    try (Stream<Path> files = Files.list(reproduction.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "reproduction.json", "sessions.jsonl", "pictures", ".gitignore");
    }
    assertThat(pictures).isEmptyDirectory();
  }

  private ReproductionRun failing() throws IOException {
    return new ReproductionRun(
        Paper.read(), reproduction, RealData.load(), Failing.class, 2, "a test", new Told());
  }

  private final class Told implements ReproductionRun.Watcher {
    @Override
    public void began(PlannedTraining training) {}

    @Override
    public void failed(PlannedTraining training, String reason) {
      synchronized (told) {
        told.add(training + ": " + reason);
      }
    }

    @Override
    public void ended(PlannedTraining training, FinishedRun run, double papersAccuracy) {
      throw new AssertionError();
    }

    @Override
    public void searched(String row, Leaderboard board) {
      throw new AssertionError();
    }
  }

  /** A program that cannot train. */
  static final class Failing {
    private Failing() {}

    public static void main(String[] arguments) {
      System.out.println("atelier: no memory");
      Runtime.getRuntime().halt(1);
    }
  }
}
