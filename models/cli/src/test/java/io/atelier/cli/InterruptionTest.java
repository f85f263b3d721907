package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.lab.run.RunFiles;
import io.atelier.lab.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a training that somebody ended. */
@EnabledOnOs(OS.LINUX)
class InterruptionTest {
  @TempDir Path folder;
  private Path launcher;
  private RunFiles run;

  @BeforeEach
  void home() throws Exception {
    RealData.load();
    launcher = Launched.home(folder.resolve("home")).resolve("models/bin/atelier");
    run = new RunFiles(folder.resolve("run"));
  }

  @Test
  void controlCLeavesAReportOfTheFinishedEpochs() throws Exception {
    try (Launched launched = train("mlp-small-64", 100, 20_000)) {
      launched.await(() -> epochs() >= 1);
      Cli second = Cli.run("train", "--resume", run.path());
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err())
          .endsWith(
              run.path().resolve("run.log")
                  + " needs to be this process' alone, got one that another writes; wait for its"
                  + " end\n");
      launched.signal("INT");
      assertThat(launched.code()).isEqualTo(130);

      JsonNode report = run.report();
      assertThat(report.get("stopped").asText()).isEqualTo("interrupted");
      assertThat(report.get("epochs_run").asInt()).isEqualTo(run.history().size()).isLessThan(100);
      assertThat(run.path().resolve("saved_model/saved_model.pb")).isNotEmptyFile();
      String result =
          String.format(
              Locale.ROOT, "Test accuracy %.4f, loss ", report.at("/test/accuracy").asDouble());
      assertThat(launched.out())
          .startsWith(result)
          .contains("after " + run.history().size() + " epochs (interrupted)")
          .endsWith("Run folder: " + run.path() + "\n");
      assertThat(launched.err())
          .contains("Interrupted: writing the report of the finished epochs.")
          .doesNotContain("I0000 ", "WARNING", "\tat ");
      assertThat(Cli.run("evaluate", run.path()).good().out()).startsWith(result);
    }
  }

  @Test
  void controlCInTheFirstEpochSaysThatNoneWasFinished() throws Exception {
    try (Launched launched = train("cnn-large-64-128-256", 1, 51_000)) {
      launched.await(() -> Files.exists(run.path().resolve("history.csv")));
      launched.signal("INT");
      assertThat(launched.code()).isEqualTo(130);
      assertThat(launched.out())
          .isEqualTo("No epoch was finished.\nRun folder: " + run.path() + "\n");
      assertThat(run.report().get("epochs_run").asInt()).isZero();
      assertThat(run.report().get("test").isNull()).isTrue();
      assertThat(run.history()).isEmpty();
      assertThat(run.path().resolve("saved_model")).doesNotExist();
    }
  }

  /** Short epochs: most of the time is spent in writing. */
  @RepeatedTest(2)
  void aKillLeavesNoHalfWrittenFile() throws Exception {
    try (Launched launched = train("mlp-small-64", 100_000, 500)) {
      launched.await(() -> epochs() >= 1);
      launched.await(
          () -> {
            assertThat(run.path().resolve("checkpoints").toFile().list())
                .as("a checkpoint at every moment")
                .anyMatch(name -> name.startsWith("epoch-"));
            return epochs() >= 20;
          });
      launched.signal("KILL");
      assertThat(launched.code()).isEqualTo(128 + 9);
    }
    assertThat(run.history()).hasSizeGreaterThanOrEqualTo(3);
    for (int row = 0; row < run.history().size(); row++) {
      assertThat(run.history().get(row)).hasSize(7);
      assertThat(run.history().get(row).get(0)).isEqualTo(Integer.toString(row + 1));
      run.history().get(row).forEach(cell -> assertThat(Double.parseDouble(cell)).isFinite());
    }
    assertThat(new RunFolder(run.path()).config().data().limit()).isEqualTo(500);
    assertThat(run.path().resolve("report.json")).doesNotExist();
    assertThat(Cli.run("evaluate", run.path()).good().out()).startsWith("Test accuracy 0.");
  }

  private Launched train(String model, int epochs, int limit) throws IOException {
    return Launched.start(
        launcher,
        folder,
        folder,
        "train",
        model,
        "--epochs",
        epochs,
        "--limit",
        limit,
        "--out",
        run.path());
  }

  private int epochs() {
    try {
      return Files.exists(run.path().resolve("history.csv")) ? run.history().size() : 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
