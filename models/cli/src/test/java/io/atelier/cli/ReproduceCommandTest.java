package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atelier.data.file.LineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    RealData.load();
    out = folder.resolve("reproduction");
  }

  @Test
  void saysWhatIsWrongBeforeItBegins() {
    assertWrong(
        "--only needs rows of eda, mlp-sgd, mlp-adam, mlp-sgd-dropout, mlp-adam-dropout, cnn,"
            + " feature-maps, mlp-search, cnn-search, got 'mlps'",
        "--only",
        "eda,mlps");
    assertWrong("--epochs needs 1 to the paper's 100, got 0", "--epochs", 0);
    assertWrong("--seeds needs at least 1, got 0", "--seeds", 0);
    assertWrong("--trials needs at least 1, got 0", "--trials", 0);
    assertWrong("--parallel needs at least 1, got 0", "--parallel", 0);
    assertWrong("--limit needs 1 to 51000 images, got 0", "--limit", 0);
    assertWrong("--parallel needs at most 256, got 1000000", "--parallel", 1_000_000);
    assertWrong("--trials needs at most 100000, got 100001", "--trials", 100_001);
    assertWrong("--seeds needs at most 1000, got 1001", "--seeds", 1001);
    assertWrong("--threads needs at most 1024, got 1000000", "--threads", 1_000_000);
    assertThat(out).doesNotExist();
    Cli none = Cli.run("reproduce", "--resume", "--out", folder);
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err())
        .isEqualTo(
            "atelier: "
                + folder
                + " is not a reproduction's folder: it has no reproduction.json; name one that"
                + " 'atelier reproduce' wrote\n");
  }

  @Test
  void flagsBesideResumeMayOnlyRepeatTheSettings() throws IOException {
    Object[] command = {
      "reproduce",
      "--only",
      "eda",
      "--epochs",
      1,
      "--limit",
      640,
      "--seeds",
      2,
      "--device",
      "cpu",
      "--threads",
      1,
      "--out",
      out
    };
    Cli.run(command).good();
    Cli.run(Stream.concat(Stream.of(command), Stream.of("--resume", "--parallel", 2)).toArray())
        .good();
    String there = out.resolve("reproduction.json").toString();
    String[][] wrong = {
      {"--epochs 3 --limit 640", "--epochs 3 instead of 1"},
      {"--seeds 3 --limit 641", "--seeds 3 instead of 2, --limit 641 instead of 640"},
      {"--device auto", "--device \"auto\" instead of \"cpu\""},
      {"--threads 2", "--threads 2 instead of 1"},
    };
    for (String[] flags : wrong) {
      assertWrong(
          "--resume goes on with the settings of %s, got %s; leave these out, or begin anew in another folder"
              .formatted(there, flags[1]),
          Stream.concat(Stream.of("--resume"), Stream.of(flags[0].split(" "))).toArray());
    }
  }

  private void assertWrong(String message, Object... flags) {
    Cli wrong =
        Cli.run(Stream.concat(Stream.of("reproduce", "--out", out), Stream.of(flags)).toArray());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo("atelier: " + message + ". See 'atelier reproduce --help'.\n");
  }

  @Test
  void theDataAloneGivesAReportThatGoesOnLater() throws IOException {
    Cli first = Cli.run("reproduce", "--only", "eda", "--out", out).good();
    assertThat(first.out()).isEqualTo("Report: " + out.resolve("report.html") + "\n");
    String report = Files.readString(out.resolve("report.md"));
    assertThat(report)
        .contains("| eda | done |", "| mlp-sgd | not run |", "| Trouser | 6,000 | 5,100 | 900 |")
        .contains(" | atelier reproduce --only eda --out " + out + " | ");
    List<String> pictures =
        Pattern.compile("\\]\\((pictures/[^)]*)\\)")
            .matcher(report)
            .results()
            .map(link -> link.group(1))
            .toList();
    assertThat(pictures).hasSize(5);
    for (String picture : pictures) {
      assertThat(out.resolve(picture)).isNotEmptyFile();
    }
    assertThat(Files.readString(out.resolve("report.html"))).contains("<figure>");
    assertThat(Files.readAllLines(out.resolve("results.csv"))).hasSize(1);

    Cli again = Cli.run("reproduce", "--only", "eda", "--out", out);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err())
        .contains("got the reproduction " + out + "; go on with --resume, or choose another place");
    Cli.run("reproduce", "--resume", "--only", "eda", "--out", out).good();
    assertThat(Files.readString(out.resolve("report.md")))
        .contains(" | atelier reproduce --only eda --out " + out + " | ")
        .contains(" | atelier reproduce --resume --only eda --out " + out + " | ");
    try (LineFile other = LineFile.open(out.resolve("sessions.jsonl"))) {
      Cli second = Cli.run("reproduce", "--resume", "--only", "eda", "--out", out);
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err()).contains("another writes; wait for its end");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void ctrlCEndsItAndSaysHowToGoOn() throws Exception {
    Path launcher = Launched.home(folder.resolve("home")).resolve("models/bin/atelier");
    // A worker would take the name for a flag.
    Object[] arguments = {
      "reproduce", "--only", "mlp-sgd", "--limit", 1000, "--threads", 1, "--out=-r"
    };
    Path run = folder.resolve("-r").resolve("runs/mlp-sgd/mlp-small-64/seed-0");
    try (Launched launched = Launched.start(launcher, folder, folder, arguments)) {
      launched.await(() -> Files.exists(run.resolve("history.csv")));
      launched.signalAlone("INT");
      assertThat(launched.code()).isEqualTo(130);
      assertThat(launched.err())
          .contains("  0 %  mlp-sgd mlp-small-64 begins")
          .contains("Interrupted: go on with 'atelier reproduce --resume --out=-r --only mlp-sgd'.")
          .doesNotContain("\tat ");
    }
    assertThat(run.resolve("config.json")).exists();
    assertThat(run.resolve("report.json")).doesNotExist();
  }

  @Test
  void aNumberOfTrialsThatIsTooLargeIsSaidBeforeAnythingIsTrained() throws IOException {
    Cli.run("reproduce", "--only", "eda", "--out", out).good();
    Object[] resume = {
      "reproduce", "--resume", "--only", "mlp-sgd,mlp-search", "--trials", 109, "--out", out
    };
    Cli many = Cli.run(resume);
    assertThat(many.code()).isEqualTo(2);
    assertThat(many.err())
        .isEqualTo(
            "atelier: --trials needs at most the 108 combinations of the space, got 109; ask for"
                + " fewer. See 'atelier reproduce --help'.\n");
    assertThat(out.resolve("runs")).doesNotExist();
    assertThat(out.resolve("searches")).doesNotExist();
  }

  @Test
  void whatCannotBeDoneIsSaidBeforeTheFolderIsMade() {
    assumeTrue(Files.notExists(Path.of("/proc/driver/nvidia/version")), "no GPU here");
    for (Object[] flags :
        List.of(new Object[] {"--device", "gpu"}, new Object[] {"--trials", 109})) {
      Cli failed =
          Cli.run(
              Stream.concat(Stream.of("reproduce", "--out", out), Arrays.stream(flags)).toArray());
      assertThat(failed.code()).isIn(1, 2);
      assertThat(failed.err()).startsWith("atelier: ").hasLineCount(1);
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void aRunFolderOfOtherSettingsEndsItWithAReason() throws IOException {
    Cli.run("reproduce", "--only", "eda", "--out", out).good();
    Path run = out.resolve("runs/mlp-sgd/mlp-small-64/seed-0");
    Files.createDirectories(run);
    Files.writeString(run.resolve("config.json"), "{\"model\": \"mlp-small-64\", \"seed\": 7}");
    Cli failed = Cli.run("reproduce", "--resume", "--only", "mlp-sgd", "--out", out);
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err())
        .startsWith("atelier: ")
        .contains(run + " needs the settings it was begun with")
        .hasLineCount(1);
  }
}
