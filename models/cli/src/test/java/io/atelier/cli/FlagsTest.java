package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.cli.option.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flags out of their range, by their names, in all commands but train. */
class FlagsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          search --space mlp --fraction 0   | Invalid value for option '--fraction'
          search --space mlp --fraction 1.5 | Invalid value for option '--fraction'
          search --space mlp --fraction NaN | Invalid value for option '--fraction'
          search --space mlp --fraction -1  | Invalid value for option '--fraction'
          search --space mlp --limit -1     | --limit needs
          search --space mlp --limit 51001  | --limit needs
          search --space mlp --threads -1   | --threads needs
          search --space mlp --parallel 0   | --parallel needs
          reproduce --epochs 0              | --epochs needs
          reproduce --epochs 101            | --epochs needs
          reproduce --seeds 0               | --seeds needs
          reproduce --trials 0              | --trials needs
          reproduce --limit 51001           | --limit needs
          reproduce --threads -1            | --threads needs
          reproduce --parallel -1           | --parallel needs
          """)
  void areRefusedAndNothingIsWritten(String arguments, String message) {
    Path out = folder.resolve("out");
    Object[] words = (arguments + " --out " + out).split(" ", -1);
    CommandLineTest.refused(Cli.run(words), message, "atelier " + words[0]);
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --chunks 4              | --chunks needs at least 5 for a median, got 4
          --chunks 1000000000     | --chunks needs at most 10000, got 1000000000
          --images 0              | --images needs
          --images 2000000000     | --images needs
          --batch-size 0          | --batch-size needs
          --batch-size 32,-1      | --batch-size needs
          --dropout 1             | --dropout needs
          --threads -1            | --threads needs
          --memory -1             | --memory needs
          --memory 1              | --memory needs at least 64k (65536 bytes), or 0 for the default, got 1; give a unit, as in 512m or 2g
          --evaluation-batch -1   | --evaluation-batch needs at least 0, got -1
          --device cpu --gpu 0    | --gpu needs --device gpu or auto, got cpu; leave one of them out
          --device cpu --gpu-memory 1g | --gpu-memory needs --device gpu or auto, got cpu
          --gpu -2                | --gpu needs
          --gpu-memory 1          | --gpu-memory needs
          --gpus 0                | --gpus needs
          """)
  void ofTheBenchmarkAreRefusedBeforeItMeasures(String arguments, String message) {
    Object[] words = ("benchmark mlp-small-64 " + arguments).split(" ", -1);
    CommandLineTest.refused(Cli.run(words), message, "atelier benchmark");
  }

  @Test
  void oneValueForWhatTheTrialsOfASpaceChooseIsRefused() throws IOException {
    Path space = folder.resolve("space.json");
    Files.writeString(
        space,
        """
        {"model": "mlp-small-64",
         "stopping": {"choice": {"none": {"patience": 0}, "early": {"patience": 1}}},
         "epochs": {"choice": [1, 2]}, "limit": {"choice": [640, 1280]}}
        """);
    for (String flag : List.of("epochs", "patience", "limit")) {
      Path out = folder.resolve("out");
      Cli cli = Cli.run("search", "--space", space, "--" + flag, 700, "--out", out);
      CommandLineTest.refused(
          cli, "--%s needs a space that does not choose ".formatted(flag), "atelier search");
      assertThat(out).doesNotExist();
    }
  }

  /** A flag that would do nothing was meant to do something. */
  @Test
  void whatWouldDoNothingIsRefused() {
    Path run = folder.resolve("run");
    CommandLineTest.refused(
        Cli.run("predict", run, "--index", 3, "--invert"),
        "--invert needs image files, got --index; leave one of them out",
        "atelier predict");
    CommandLineTest.refused(
        Cli.run("train", "cnn-small-32", "--momentum", 0.5, "--out", run),
        "--momentum needs --optimizer sgd, got adam; leave one of them out",
        "atelier train");
    assertThat(run).doesNotExist();
  }

  /** Picocli's own word for a fault, and what a terminal would obey, are left out. */
  @Test
  void whatWasTypedIsRepeatedWithoutWhatATerminalObeys() {
    Cli cli = Cli.run("train", "\u001b[31mred", "--out", folder.resolve("run"));
    assertThat(cli.err()).startsWith("atelier: unknown model '\uFFFD[31mred'").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train,--out,",
        "train,--out=",
        "train, ",
        "evaluate,",
        "export,run,",
        "data,--data="
      })
  void anEmptyArgumentIsNoPath(String words) {
    Object[] arguments = Arrays.stream(words.split(",", -1)).toArray();
    CommandLineTest.refused(
        Cli.run(arguments),
        "atelier needs arguments that are not empty, got '",
        "atelier " + arguments[0]);
  }

  @Test
  void aNameThatBeginsWithAtIsNoListOfArguments() throws IOException {
    Path list = Files.writeString(folder.resolve("list"), "--help");
    Cli cli = Cli.run("evaluate", "@" + list);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("atelier: @" + list + " is not a run folder");
    assertThat(cli.code()).isEqualTo(1);
  }

  /** What is shown can be pasted into a shell. */
  @Test
  void aCommandIsQuotedForTheShell() throws Exception {
    List<String> words =
        List.of("run[1]", "a b", "$HOME", "`date`", "a\\b", "say \"hi\"", "*", "~/x");
    Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + Typed.line(words)).start();
    List<String> read = shell.inputReader().lines().toList();
    assertThat(read.subList(0, 7)).isEqualTo(words.subList(0, 7));
    assertThat(read.get(7)).as("the home directory").endsWith("/x");
  }

  @Test
  void aShareIsReadAsItIsMeant() {
    assertThat(new Share().convert("1")).isEqualTo(1);
    assertThat(new Share().convert("0.25")).isEqualTo(0.25);
  }
}
