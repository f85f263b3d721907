package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose data are no longer what they were trained on. */
class ChangedDataTest {
  private static final String OTHERS = "needs to hold what the run was trained on, got other files";

  @TempDir Path folder;

  @Test
  void aTrainingDoesNotGoOnWithAnotherFileOfAnotherName() throws IOException {
    Path run = AnyRun.table(folder);
    String rows = Files.readString(folder.resolve("houses.csv"));
    Path other = Files.writeString(folder.resolve("other.csv"), rows.replace(",0.0\n", ",9.0\n"));
    Cli cli = Cli.run("train", "--resume", run, "--data", other);
    assertThat(cli.err())
        .contains(
            "needs what its checkpoint was trained with, got houses.csv nothing instead of \"")
        .contains("other.csv \"");
    assertThat(cli.code()).isEqualTo(1);
  }

  @Test
  void aPathToTheRunsOwnDataIsNoOtherDataHoweverItIsWritten() throws IOException {
    Path run = AnyRun.table(folder);
    Path houses = folder.resolve("houses.csv");
    Path relative = Path.of("").toAbsolutePath().relativize(houses.toAbsolutePath());
    Path around = folder.resolve("table/../houses.csv");
    String own = Cli.run("evaluate", run).good().out();
    for (Path path : new Path[] {relative, around}) {
      Cli same = Cli.run("evaluate", run, "--data", path).good();
      assertThat(same.out()).isEqualTo(own);
      assertThat(same.err()).doesNotContain("not the run's own");
    }
    Files.writeString(houses, Files.readString(houses) + "20,Ulm,50.0\n");
    for (Path path : new Path[] {relative, around}) {
      refused(Cli.run("evaluate", run, "--data", path));
    }
    refused(Cli.run("predict", run, "--index", 0));
  }

  @Test
  void otherDataThatCannotBeReadAsTheRunsOwnAreSaidToBe() throws IOException {
    Path run = AnyRun.labels(folder);
    Path list = folder.resolve("labelled/list.csv");
    AnyRun.picture(folder.resolve("labelled/large.png"), 9, 7, 0xff);
    Path other =
        Files.writeString(
            list.resolveSibling("other.csv"), "path,label\n1.png,big\nlarge.png,cold\n");
    Cli cli = Cli.run("evaluate", run, "--data", other).good();
    assertThat(cli.err())
        .contains(other + " is taken for other data: it cannot be read as the run's own were (")
        .contains("Evaluated on 2 examples of " + other);
    // Each picture has one label, and the run tells any number of them.
    assertThat(cli.out()).startsWith("Test loss ").contains("big", "cold", "warm");
  }

  @Test
  void featureMapsAreOfTheRunsOwnPictures() throws IOException {
    AnyRun.colours(folder, false);
    Path run = AnyRun.graph(folder);
    assertThat(Cli.run("feature-maps", run, "--index", 9).good().out()).contains("train image 9");
    AnyRun.picture(folder.resolve("colours/red/0.png"), 4, 4, 0x123456);
    refused(Cli.run("feature-maps", run));
  }

  private static void refused(Cli cli) {
    assertThat(cli.err()).contains(OTHERS);
    assertThat(cli.code()).isEqualTo(1);
  }
}
