package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rightly asked, and yet it cannot be done: exit code 1 and one line. */
class FailedCommandTest {
  private static final String OTHER_PLACE = "; choose another place";

  @TempDir static Path runs;
  @TempDir Path folder;

  private static Path run;

  @BeforeAll
  static void train() {
    run = runs.resolve("run");
    Cli.run("train", "mlp-small-64", "--epochs", 1, "--limit", 100, "--out", run).good();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "predict", "export"})
  void refusesAFolderThatIsNoRun(String command) {
    Path target = folder.resolve("model");
    Cli cli =
        switch (command) {
          case "predict" -> Cli.run(command, folder, "--index", 0);
          case "export" -> Cli.run(command, folder, target);
          default -> Cli.run(command, folder);
        };
    failed(
        cli,
        folder
            + " is not a run folder: it has no config.json;"
            + " name a folder that 'atelier train' wrote");
    assertThat(target).doesNotExist();
  }

  @Test
  void refusesARunWithoutAFinishedEpoch() throws IOException {
    Files.copy(run.resolve("config.json"), folder.resolve("config.json"));
    failed(
        Cli.run("evaluate", folder),
        folder + " has no checkpoint: no epoch was finished; train it again");
  }

  @Test
  void refusesADamagedCheckpoint() throws IOException {
    Files.copy(run.resolve("config.json"), folder.resolve("config.json"));
    Path whole = run.resolve("checkpoints").toFile().listFiles()[0].toPath();
    Path checkpoint =
        Files.createDirectories(folder.resolve("checkpoints").resolve(whole.getFileName()));
    Files.copy(whole.resolve("checkpoint.index"), checkpoint.resolve("checkpoint.index"));
    Files.copy(whole.resolve("trained-with.json"), checkpoint.resolve("trained-with.json"));
    Files.writeString(checkpoint.resolve("checkpoint.data-00000-of-00001"), "cut off");
    Cli cli = Cli.run("evaluate", folder);
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.err())
        .startsWith("atelier: " + checkpoint + " is damaged or cannot be read: ")
        .endsWith("; bring it back from a copy, or train again" + System.lineSeparator());
    assertThat(cli.code()).isEqualTo(1);
  }

  @Test
  void refusesToPredictWhatIsNoImage() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "not an image");
    failed(
        Cli.run("predict", run, file),
        file + " is not a picture that can be read; give a PNG or JPEG");
  }

  @Test
  void refusesToPredictAnImageThatIsNotThere() {
    Path file = folder.resolve("missing.png");
    failed(
        Cli.run("predict", run, file),
        "predict needs readable image files, got " + file + "; check the path");
  }

  @Test
  void refusesToPredictBothImagesAndIndicesOrNeither() {
    String message = "predict needs either image files or --index, got both or none";
    CommandLineTest.refused(Cli.run("predict", run), message, "atelier predict");
    CommandLineTest.refused(
        Cli.run("predict", run, folder.resolve("a.png"), "--index", 0), message, "atelier predict");
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, -1})
  void refusesAnIndexThatNoTestImageHas(int index) {
    CommandLineTest.refused(
        Cli.run("predict", run, "--index", index),
        "--index needs a place from 0 to 9999, got " + index,
        "atelier predict");
  }

  @Test
  void refusesToExportOntoWhatIsThere() throws IOException {
    failed(
        Cli.run("export", run, folder),
        "export needs a folder that does not exist, got " + folder + "; choose another");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesToExportWhereNothingCanBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Cli cli = Cli.run("export", run, file.resolve("model"));
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.err()).startsWith("atelier: ").contains(file.toString()).doesNotContain("\tat ");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(file).isEmptyFile();
  }

  @Test
  void refusesToTrainIntoAFolderWithFilesInItAndLeavesItAlone() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine"), "of value");
    failed(
        Cli.run("train", "--out", folder),
        "--out needs a new or empty folder, got " + folder + " with files in it" + OTHER_PLACE);
    assertThat(folder).isDirectoryContaining(mine::equals);
    assertThat(folder.toFile().list()).hasSize(1);
    assertThat(mine).hasContent("of value");
  }

  @Test
  void refusesToTrainIntoAFile() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine"), "of value");
    failed(
        Cli.run("train", "--out", mine),
        "--out needs a new or empty folder, got the file " + mine + OTHER_PLACE);
    assertThat(mine).hasContent("of value");
  }

  @Test
  void refusesToTrainBelowAFile() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine"), "of value");
    Path out = mine.resolve("run");
    failed(
        Cli.run("train", "mlp-small-64", "--limit", 100, "--out", out),
        "--out needs a folder that can be written, got " + out + OTHER_PLACE);
    assertThat(mine).hasContent("of value");
  }

  @Test
  void refusesToTrainWhereNothingCanBeWritten() {
    assumeTrue(Files.isDirectory(Path.of("/proc")), "a folder that not even root writes to");
    failed(
        Cli.run("train", "mlp-small-64", "--limit", 100, "--out", "/proc/atelier-run"),
        "--out needs a folder that can be written, got /proc/atelier-run" + OTHER_PLACE);
  }

  @Test
  void refusesTheGpuWhereThereIsNone() {
    assumeTrue(Files.notExists(Path.of("/proc/driver/nvidia/version")), "no GPU here");
    Path out = folder.resolve("run");
    for (Object[] command : new Object[][] {{"train"}, {"search", "--space", "mlp"}}) {
      Object[] flags = {"--device", "gpu", "--data", "/nonexistent", "--out", out};
      failed(
          // Refused before the data set is looked for.
          Cli.run(Stream.of(command, flags).flatMap(Arrays::stream).toArray()),
          "device gpu needs a GPU that TensorFlow can use, got none: no NVIDIA driver;"
              + " install one, 525.60.13 or newer, if there is an NVIDIA GPU,"
              + " or use device cpu or auto");
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void saysWhichGpuMemoryItCannotUse() {
    CommandLineTest.refused(
        Cli.run("train", "--gpu-memory", "1k", "--out", folder.resolve("run")),
        "--gpu-memory needs at least 1m, or 0 for all, got 1024",
        "atelier train");
    CommandLineTest.refused(
        Cli.run("train", "--gpu", -2, "--out", folder.resolve("run")),
        "--gpu needs the index of a GPU, at least 0, or -1 for the first, got -2",
        "atelier train");
    CommandLineTest.refused(
        Cli.run("train", "--gpu", 1, "--gpus", 2, "--out", folder.resolve("run")),
        "--gpus needs more than the one GPU of --gpu, got 1; leave one of them out",
        "atelier train");
  }

  @Test
  void refusesMoreGpusThanThereAre() {
    assumeTrue(Files.notExists(Path.of("/proc/driver/nvidia/version")), "no GPU here");
    Path out = folder.resolve("run");
    failed(
        Cli.run("train", "mlp-small-64", "--data", "/nonexistent", "--gpus", 2, "--out", out),
        "gpus needs 2 GPUs that TensorFlow can use, got none: no NVIDIA driver;"
            + " install one, 525.60.13 or newer, if there is an NVIDIA GPU, or leave gpus out");
    assertThat(out).doesNotExist();
  }

  private static void failed(Cli cli, String message) {
    assertThat(cli.err()).isEqualTo("atelier: " + message + System.lineSeparator());
    assertThat(cli.out()).isEmpty();
    assertThat(cli.code()).isEqualTo(1);
  }
}
