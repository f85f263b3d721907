package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in folders whose names are patterns to some library or shell. */
@EnabledOnOs(OS.LINUX)
class OddPathTest {
  @TempDir Path folder;

  /** The project's folder has such a name, or the run's. */
  @ParameterizedTest
  @ValueSource(strings = {"run[1]", "a\\b", "all* {what?} $HOME %d", "pro[j]ect/run"})
  void aRunIsTrainedResumedUsedAndExported(String name) throws IOException {
    Path run = folder.resolve(name);
    Cli.run("train", "mlp-small-64", "--epochs=2", "--limit=100", "--out", run).good();
    Cli evaluated = Cli.run("evaluate", run).good();
    // As a run that was killed between its last epoch and its report.
    Files.delete(run.resolve("report.json"));
    Cli.run("train", "--resume", run).good();
    assertThat(run.resolve("report.json")).exists();
    assertThat(Cli.run("evaluate", run).good()).isEqualTo(evaluated);
    assertThat(Cli.run("predict", run, "--index=3").good().out()).startsWith("test image 3");
    Path export = run.resolveSibling("model[2]");
    Cli.run("export", run, export).good();
    assertThat(export.resolve("saved_model.pb")).exists();
    assertThat(run.resolve("saved_model/saved_model.pb")).exists();
  }
}
