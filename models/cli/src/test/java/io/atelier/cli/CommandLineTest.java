package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked, and what is asked wrongly: exit code 2 and one line. */
class CommandLineTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "search",
        "evaluate",
        "predict",
        "export",
        "feature-maps",
        "summary",
        "models",
        "data",
        "doctor",
        "benchmark",
        "generate-completion"
      })
  void everyCommandHasHelpAndAVersion(String command) {
    Cli help = Cli.run(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).startsWith("Usage: atelier " + command);
    assertThat(help.err()).isEmpty();
    Cli version = Cli.run(command, "--version");
    assertThat(version.code()).isZero();
    assertThat(version.err()).isEmpty();
    assertThat(version.out()).isNotBlank();
  }

  @Test
  void theProgramHasHelpAndAVersion() {
    Cli help = Cli.run("--help").good();
    assertThat(help.out())
        .startsWith("Usage: atelier")
        .contains(
            "train",
            "search",
            "evaluate",
            "predict",
            "export",
            "feature-maps",
            "summary",
            "models",
            "data",
            "doctor",
            "benchmark",
            "--natives")
        .doesNotContain("benchmark-case", "search-worker");
    Cli version = Cli.run("--version").good();
    assertThat(version.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("atelier \\d+\\.\\d+\\.\\d+.*"),
            line -> assertThat(line).isEqualTo("tensorflow 2.18.0"),
            line -> assertThat(line).isEqualTo("java " + System.getProperty("java.version")));
  }

  @Test
  void modelsListsAll22WithTheirParameters() {
    Cli models = Cli.run("models").good();
    assertThat(models.out().lines()).hasSize(22);
    assertThat(models.out().lines().map(line -> line.replaceAll("\\s+", " ")))
        .contains("mlp-small-64 50,890", "cnn-large-64-128-256-dense256 1,421,066");
  }

  @Test
  void summaryPrintsANetwork() {
    assertThat(Cli.run("summary", "cnn-large-64-128-256").good().out())
        .startsWith("Model: \"cnn-large-64-128-256\"")
        .contains("conv_2d_layer_2 (Conv2D)", "Total params: 410,634");
  }

  @Test
  void dataListsWhatIsKnownByName() {
    assertThat(Cli.run("data").good().out())
        .startsWith("fashion-mnist  in /")
        .contains("'atelier data NAME' says what is in one");
  }

  @Test
  void dataPrintsCountsAndHashes() {
    Cli data = Cli.run("data", "fashion-mnist").good();
    assertThat(data.out())
        .contains(
            "0  T-shirt/top    6,000   1,000",
            "9  Ankle boot     6,000   1,000",
            "train-images-idx3-ubyte  c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "train-labels-idx1-ubyte  bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "t10k-images-idx3-ubyte   5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "t10k-labels-idx1-ubyte   0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");
    assertThat(data.out().lines().filter(line -> line.endsWith("6,000   1,000"))).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          trian            | Unmatched argument at index 0: 'trian'. Did you mean: atelier train?
          sumary           | Unmatched argument at index 0: 'sumary'. Did you mean: atelier summary
          qqqqqqqqqqqq     | Unmatched argument at index 0: 'qqqqqqqqqqqq'
          ""               | Missing required subcommand
          """)
  void refusesAnUnknownCommand(String command, String message) {
    Cli cli = command.isEmpty() ? Cli.run() : Cli.run(command);
    refused(cli, message, "atelier");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          mlp-smal-64              | unknown model 'mlp-smal-64'; did you mean mlp-small-64?
          --epoch 3                | Unknown option: '--epoch'
          --optimizer foo          | Invalid value for option '--optimizer': expected one of [sgd, adam] (case-insensitive) but was 'foo'
          --device tpu             | Invalid value for option '--device': expected one of [auto, cpu, gpu] (case-insensitive) but was 'tpu'
          --precision half         | Invalid value for option '--precision': expected one of [float32, tf32, bfloat16, mixed_float16] (case-insensitive) but was 'half'
          --gpus 0                 | --gpus needs at least 1, got 0
          --gpus 2 --device cpu    | --gpus needs --device gpu or auto, got cpu; leave one of them out
          --initializer zeros      | Invalid value for option '--initializer': expected one of [
          --epochs x               | Invalid value for option '--epochs': 'x' is not an int
          --epochs -1              | --epochs needs at least 1, got -1
          --epochs 0               | --epochs needs at least 1, got 0
          --limit -1               | --limit needs at least 0, got -1
          --limit 51001            | --limit needs at most the 51000 training examples of fashion-mnist, got 51001; ask for fewer, or 0 for all
          --validation-split 1     | --validation-split needs a share in [0, 1), got 1.0
          --validation-split NaN   | --validation-split needs a share in [0, 1), got NaN
          --dropout 1              | --dropout needs a rate in [0, 1), got 1.0
          --dropout NaN            | --dropout needs a rate in [0, 1), got NaN
          --momentum 2             | --momentum needs a number in [0, 1], got 2.0
          --learning-rate 0        | --learning-rate needs a positive number, got 0.0
          --learning-rate Infinity | --learning-rate needs a positive number, got Infinity
          --learning-rate 1e300    | --learning-rate needs a rate that float32 holds, 1.2E-38 to 3.4E38, got 1.0E300
          --learning-rate 1e-60    | --learning-rate needs a rate that float32 holds, 1.2E-38 to 3.4E38, got 1.0E-60
          --momentum 1e-60         | --momentum needs a number that float32 tells from 0 and 1, got 1.0E-60
          --dropout 0.99999999     | --dropout needs a rate that float32 tells from 0 and 1, got 0.99999999
          --restore-best --patience 0 | --restore-best needs --patience, got 0; give the epochs to wait for a better one
          --batch-size 0           | --batch-size needs at least 1, got 0
          --threads -1             | --threads needs at least 0, got -1
          --memory -1              | --memory needs at least 0, got -1
          --memory 2gb             | Invalid value for option '--memory': expected a size such as 512m, 2g or 1000000 (bytes) but was '2gb'
          --memory 99999999999g    | Invalid value for option '--memory': expected a size such as 512m, 2g or 1000000 (bytes) but was '99999999999g'
          --patience -1            | --patience needs at least 0, got -1
          --validation-split 0     | --patience needs a validation split, got 0; give --validation-split, or --patience 0 for no early stopping
          """)
  void refusesASettingAndWritesNothing(String arguments, String message) {
    Path out = folder.resolve("run");
    Cli cli = Cli.run((Object[]) ("train --out " + out + " " + arguments).split(" "));
    refused(cli, message, "atelier train");
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesABrokenConfigFile() throws IOException {
    Path file = Files.writeString(folder.resolve("settings.json"), "{\"epochs\": ");
    refused(
        Cli.run("train", "--config", file, "--out", folder.resolve("run")),
        file + " needs valid JSON, got something else in line 1; see a run's config.json",
        "atelier train");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void refusesAMissingConfigFile() {
    Path file = folder.resolve("missing.json");
    refused(
        Cli.run("train", "--config", file, "--out", folder.resolve("run")),
        "--config needs a readable file, got " + file + "; check the path",
        "atelier train");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void refusesToSummarizeAnUnknownModel() {
    refused(
        Cli.run("summary", "cnn-smal-32"),
        "unknown model 'cnn-smal-32'; did you mean cnn-small-32?",
        "atelier summary");
  }

  @ParameterizedTest
  @CsvSource({"evaluate, RUN", "predict, RUN", "summary, MODEL"})
  void refusesACommandThatLacksWhatItIsAbout(String command, String missing) {
    refused(
        Cli.run(command), "Missing required parameter: '" + missing + "'", "atelier " + command);
  }

  /** How the line ends but for the place to look for help is punctuation. */
  static void refused(Cli cli, String message, String command) {
    assertThat(cli.err())
        .startsWith("atelier: " + message)
        .endsWith("See '" + command + " --help'." + System.lineSeparator())
        .doesNotContain("\tat ", "Exception");
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.code()).isEqualTo(2);
  }
}
