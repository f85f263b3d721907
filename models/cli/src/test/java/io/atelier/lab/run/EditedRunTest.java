package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.atelier.cli.Cli;
import io.atelier.cli.RealData;
import io.atelier.data.DataSet;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.metric.RecallScore;
import io.atelier.lab.config.Overlay;
import io.atelier.lab.config.Presets;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.json.Json;
import io.atelier.lab.timing.Timings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run goes on only with the settings, the data and the history of its checkpoint. */
class EditedRunTest {
  private static final String SETTINGS =
      "{\"model\":\"mlp-small-64\",\"epochs\":3,\"limit\":640,\"dropout\":0.2}";

  /** Another value of every setting, that could be; without restoring its rule means nothing. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("data.source", "\"others\""),
          Map.entry("data.reading", "{\"table\":{\"target\":\"price\"}}"),
          Map.entry("data.test_split", "0.3"),
          Map.entry("data.held_back", "0.2"),
          Map.entry("data.limit", "641"),
          Map.entry("data.validation", "\"drawn\""),
          Map.entry("data.validation_split", "0.2"),
          Map.entry("data.class_names", "[\"a\",\"b\"]"),
          Map.entry("data.fingerprint", "{\"train-labels-idx1-ubyte\":\"0\"}"),
          Map.entry("training.class_weight", "{\"1\":2.0}"),
          Map.entry(
              "training.weighted_metrics", KerasConfig.tree(List.of(new RecallScore())).toString()),
          Map.entry("model", Presets.named("mlp-small-128").json().get("model").toString()),
          Map.entry("model.layers.2.rate", "0.3"),
          Map.entry("model.layers.3.activation", "\"tanh\""),
          Map.entry("training.optimizer", "{\"class_name\":\"Adam\",\"config\":{}}"),
          Map.entry("training.optimizer.learning_rate", "0.02"),
          Map.entry("training.optimizer.momentum", "0.9"),
          Map.entry(
              "training.loss",
              "{\"class_name\":\"SparseCategoricalCrossentropy\",\"config\":{\"from_logits\":true}}"),
          Map.entry("training.metrics", "[]"),
          Map.entry("training.batch_size", "64"),
          Map.entry("training.epochs", "5"),
          Map.entry("training.seed", "1"),
          Map.entry("training.callbacks", "[{\"class_name\":\"TerminateOnNaN\",\"config\":{}}]"),
          Map.entry("training.from", "\"elsewhere\""),
          Map.entry("stopping.monitor", "\"loss\""),
          Map.entry("stopping.mode", "\"min\""),
          Map.entry("stopping.patience", "2"),
          Map.entry("stopping.restore_best", "true"),
          Map.entry("stopping.restore_rule", "\"if-stopped\""),
          Map.entry("execution.device", "\"cpu\""),
          Map.entry("execution.threads", "1"),
          Map.entry("execution.memory", "1000000"),
          Map.entry("execution.gpu", "0"),
          Map.entry("execution.gpu_memory", "1048576"),
          Map.entry("execution.precision", "\"bfloat16\""),
          Map.entry("execution.gpus", "2"),
          Map.entry("execution.evaluation_batch", "7"));

  /** What is said of those that have parts. */
  private static final Map<String, String> NAMED =
      Map.of(
          "data.reading", "data.reading.table.target \"price\" instead of null",
          "data.fingerprint", "data.fingerprint.train-labels-idx1-ubyte \"0\" instead of \"",
          "model", "model.config.name \"mlp-small-128\" instead of \"mlp-small-64\"",
          "model.layers.2.rate", "model.config.layers.2.config.rate 0.3 instead of 0.2",
          "model.layers.3.activation",
              "model.config.layers.3.config.activation \"tanh\" instead of \"relu\"",
          "training.optimizer", "training.optimizer.class_name \"Adam\" instead of \"SGD\"",
          "training.optimizer.learning_rate",
              "training.optimizer.config.learning_rate 0.02 instead of 0.01",
          "training.optimizer.momentum", "training.optimizer.config.momentum 0.9 instead of 0.8",
          "training.loss", "training.loss.config.from_logits true instead of false",
          "training.callbacks",
              "\"TerminateOnNaN\",\"config\":{},\"registered_name\":null}] instead of []");

  /** No hash is what a run has that has not begun; all else are the defaults that it has. */
  private static final Set<String> HARMLESS =
      Set.of(
          "training.class_weight {}",
          "training.weighted_metrics []",
          "data.reading {}",
          "data.fingerprint {}",
          "training.loss {}",
          "training.callbacks []",
          "training.from \"\"",
          "training.optimizer.learning_rate null");

  private static final List<String> NONSENSE =
      List.of(
          "null",
          "\"NaN\"",
          "\"\"",
          "[]",
          "{}",
          "[1]",
          "1e999",
          "-1e999",
          "99999999999999999999",
          "-7.5");

  @TempDir static Path runs;
  private static Path whole;
  private static LoadedData data;

  @TempDir Path folder;
  private Path run;

  /** Ends after the second of three epochs. */
  @BeforeAll
  static void train() throws IOException {
    data = RealData.loaded();
    whole = runs.resolve("whole");
    RunConfig config = RunConfigs.of((ObjectNode) Json.MAPPER.readTree(SETTINGS));
    var unused =
        run(config, whole).fit(RunData.of(data.set(), config.data()).shapedFor(config.model()), 2);
  }

  private static Run run(RunConfig config, Path path) {
    return new Run(config, data, path, List.of(), () -> false, Timings.sinceNow());
  }

  @BeforeEach
  void copy() throws IOException {
    run = folder.resolve("run");
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.toList()) {
        Files.copy(file, run.resolve(whole.relativize(file).toString()));
      }
    }
  }

  /** {@return every setting that a config.json has, and some that are parts of one} */
  static List<String> settings() throws IOException {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "model",
                "model.layers.2.rate",
                "model.layers.3.activation",
                "training.optimizer.learning_rate",
                "training.optimizer.momentum"));
    ObjectNode config = RunConfigs.of((ObjectNode) Json.MAPPER.readTree(SETTINGS)).json();
    config.remove("model");
    for (Map.Entry<String, JsonNode> section : config.properties()) {
      section
          .getValue()
          .fieldNames()
          .forEachRemaining(setting -> paths.add(section.getKey() + "." + setting));
    }
    return paths;
  }

  @ParameterizedTest
  @MethodSource("settings")
  void anotherSettingIsNamedUnlessItIsAWish(String setting) throws IOException {
    assertThat(OTHERS).containsKey(setting);
    Map<String, String> edits = new LinkedHashMap<>(Map.of(setting, OTHERS.get(setting)));
    if (setting.equals("stopping.restore_best")) {
      edits.put("stopping.patience", "2");
    }
    edit(edits);
    RunFolder edited = RunFolder.existing(run);
    if (TrainedWith.WISHES.contains(setting) || setting.equals("stopping.restore_rule")) {
      RunConfig wish = edited.config();
      assertThatCode(() -> edited.require(wish)).doesNotThrowAnyException();
      return;
    }
    JsonNode before =
        Json.MAPPER
            .readTree(whole.resolve("config.json").toFile())
            .at("/" + setting.replace('.', '/'));
    String named =
        NAMED.getOrDefault(
            setting, "%s %s instead of %s".formatted(setting, OTHERS.get(setting), before));
    RunConfig config = edited.config();
    assertThatThrownBy(() -> edited.require(config))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(named);
    if (setting.equals("model.layers.2.rate")) {
      for (Cli cli : List.of(Cli.run("train", "--resume", run), Cli.run("evaluate", run))) {
        assertOneLine(cli)
            .contains(run + " needs what its checkpoint was trained with, got ", named);
      }
    }
  }

  /** Another development set to validate on is another run too. */
  @Test
  void anotherValidationIsNamed() throws IOException {
    edit(Map.of("data.validation", "\"development\"", "data.validation_split", "0.0"));
    RunFolder edited = RunFolder.existing(run);
    RunConfig config = edited.config();
    assertThatThrownBy(() -> edited.require(config))
        .hasMessageContaining("data.validation \"development\" instead of \"tail\"");
  }

  static Stream<Arguments> nonsense() throws IOException {
    return settings().stream()
        .flatMap(
            setting ->
                NONSENSE.stream()
                    .filter(value -> !HARMLESS.contains(setting + " " + value))
                    .map(value -> Arguments.of(setting, value)));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void nonsenseIsNamed(String setting, String value) throws IOException {
    edit(Map.of(setting, value));
    String name = setting.substring(setting.lastIndexOf('.') + 1);
    RunFolder edited = RunFolder.existing(run);
    assertThatThrownBy(() -> edited.require(edited.config()))
        .isInstanceOf(IOException.class)
        .message()
        .startsWith(run.toString())
        .containsAnyOf(
            name,
            name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
            name.replace('_', '-'),
            name.replace('_', ' '))
        .doesNotContain("Exception", "Cannot ", "\n");
  }

  @Test
  void aMissingAnUnknownAndADoubledSettingAreNamed() throws IOException {
    String config = Files.readString(run.resolve("config.json"));
    Map<String, String> edits =
        Map.of(
            config.replaceFirst("\"limit\" : 640,", ""),
            "data.limit 0 instead of 640",
            config.replaceFirst("\"rate\" : 0.2,", ""),
            "Dropout needs \"rate\", got nothing",
            config.replaceFirst("\"units\" : 64,", "\"units\" : 64, \"unit\" : 64,"),
            "Dense needs settings that the engine has, got \"unit\": 64",
            config.replaceFirst("\"seed\" : 0", "\"sead\" : 0"),
            "unknown setting 'training.sead'",
            config.replaceFirst("\"seed\" : 0", "\"seed\" : 1, \"seed\" : 0"),
            "needs valid JSON",
            config.substring(0, 40),
            "needs valid JSON",
            "",
            "needs a JSON object",
            "null",
            "needs a JSON object",
            "[]",
            "needs a JSON object");
    for (Map.Entry<String, String> edit : edits.entrySet()) {
      Files.writeString(run.resolve("config.json"), edit.getKey());
      assertOneLine(Cli.run("train", "--resume", run))
          .contains(edit.getValue())
          .doesNotContainPattern("config\\.json.*config\\.json");
    }
  }

  /** Nobody gave a --config, and the file may be as it was. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatCannotBeReadIsNotCalledDamaged() throws IOException {
    for (String name : List.of("config.json", "history.csv", "report.json")) {
      Path file = run.resolve(name);
      Path kept = run.resolve("kept");
      if (Files.exists(file)) {
        Files.move(file, kept);
      }
      // No user can read its first bytes.
      Files.createSymbolicLink(file, Path.of("/proc/self/mem"));
      assertOneLine(Cli.run("train", "--resume", run))
          .startsWith("atelier: " + file + " needs to be a file that can be read, got: ")
          .doesNotContain("damaged", "--config", "Exception");
      Files.delete(file);
      if (Files.exists(kept)) {
        Files.move(kept, file);
      }
    }
  }

  static Stream<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    for (int row = 1; row <= 2; row++) {
      for (int column = 0; column < 7; column++) {
        for (String value : List.of("digit", "NaN", "-1", "", "x", "1e999", "0.123")) {
          cells.add(Arguments.of(row, column, value));
        }
      }
    }
    return cells.stream();
  }

  /** In the last epoch and in one before it. */
  @ParameterizedTest
  @MethodSource("cells")
  void anEditedHistoryIsNamed(int row, int column, String value) throws IOException {
    Path history = run.resolve("history.csv");
    List<String> lines = Files.readAllLines(history);
    String[] cells = lines.get(row).split(",", -1);
    cells[column] =
        value.equals("digit")
            ? oneMore(cells[column])
            : value.equals("0.123") && column == 0 ? "3" : value;
    lines.set(row, String.join(",", cells));
    Files.write(history, lines);
    String name = lines.get(0).split(",", -1)[column];
    RunFolder edited = RunFolder.existing(run);
    assertThatThrownBy(() -> edited.require(edited.config()))
        .isInstanceOf(IOException.class)
        .message()
        .contains("history.csv", "line " + (row + 1))
        .containsAnyOf(name + " ", "is no row of")
        .doesNotContain("Exception", "\n");
    if (column == 1) {
      for (Cli cli : List.of(Cli.run("train", "--resume", run), Cli.run("evaluate", run))) {
        assertOneLine(cli).contains("history.csv", "line " + (row + 1));
      }
    }
  }

  /** {@return a number with its first digit that can be one higher by one higher; 0.009 with 8} */
  private static String oneMore(String number) {
    for (int place = 0; place < number.length(); place++) {
      char digit = number.charAt(place);
      if (digit >= '1' && digit <= '8') {
        return number.substring(0, place) + (char) (digit + 1) + number.substring(place + 1);
      }
    }
    assertThat(number).contains("9");
    return number.replaceFirst("9", "8");
  }

  @Test
  void anEpochTakenOrAddedIsNamed() throws IOException {
    Path history = run.resolve("history.csv");
    List<String> lines = Files.readAllLines(history);
    Files.write(history, lines.subList(0, 1));
    assertOneLine(Cli.run("train", "--resume", run))
        .contains("history.csv with 0 epochs instead of 2");
    List<String> more = new ArrayList<>(lines);
    more.add("3" + lines.get(2).substring(1));
    Files.write(history, more);
    assertOneLine(Cli.run("train", "--resume", run))
        .contains("history.csv with 3 epochs instead of 2");
  }

  @Test
  void otherDataAreNamed() {
    Map<String, String> hashes = new LinkedHashMap<>(data.hashes());
    hashes.put("train-labels-idx1-ubyte", "0".repeat(64));
    DataSet set = data.set();
    LoadedData other =
        LoadedData.of(
            new DataSet(
                set.name(), set.train(), set.validation(), set.test(), set.classNames(), hashes),
            data.place());
    assertThatThrownBy(
            () ->
                new Run(
                        RunFolder.existing(run).config(),
                        other,
                        run,
                        List.of(),
                        () -> false,
                        Timings.sinceNow())
                    .resume())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("train-labels-idx1-ubyte \"" + "0".repeat(64) + "\" instead of \"");
  }

  @Test
  void anEditedRecordIsNamed() throws IOException {
    Path record = run.resolve("checkpoints/epoch-000002/trained-with.json");
    String text = Files.readString(record);
    for (String edited :
        List.of(
            text.replace("0.2", "0.3"),
            text.replaceFirst("\"history\" : \\[[^]]*]", "\"history\" : null"),
            text.replaceFirst("\"sha256\" : \"[^\"]*\"", "\"sha256\" : null"),
            "null",
            "{}")) {
      assertThat(edited).isNotEqualTo(text);
      Files.writeString(record, edited);
      assertOneLine(Cli.run("train", "--resume", run)).contains(record + " is damaged: ");
    }
  }

  /** What was edited and brought back ends as if nothing had happened; so does a wish. */
  @Test
  void whatIsBroughtBackGoesOnWithMoreEpochs() throws IOException {
    String config = Files.readString(run.resolve("config.json"));
    edit(Map.of("model.layers.2.rate", "0.5"));
    assertOneLine(Cli.run("train", "--resume", run)).contains("config.rate 0.5 instead of 0.2");
    Files.writeString(run.resolve("config.json"), config);
    edit(Map.of("training.epochs", "4", "stopping.patience", "3"));
    Cli.run("train", "--resume", run).good();
    assertThat(new RunFiles(run).history()).hasSize(4);

    assertAReportThatCannotBeIsNamed();
  }

  private void assertAReportThatCannotBeIsNamed() throws IOException {
    Path file = run.resolve("report.json");
    String report = Files.readString(file);
    JsonNode tree = Json.MAPPER.readTree(report);
    assertEditedReportIsNamed(file, report);
    for (String key : (Iterable<String>) tree::fieldNames) {
      for (String value : List.of("null", "[]", "\"NaN\"", "-7", "missing")) {
        ObjectNode edited = tree.deepCopy();
        if (value.equals("missing")) {
          edited.remove(key);
        } else {
          edited.set(key, Json.MAPPER.readTree(value));
        }
        Files.writeString(file, edited.toString());
        Cli cli = Cli.run("train", "--resume", run);
        if (cli.code() != 0) {
          assertOneLine(cli).contains(file + " is damaged: ").doesNotContain("Exception");
          assertThat(cli.err()).containsAnyOf(key, "sha256 is not that of its content");
        } else {
          throw new AssertionError(key + " " + value);
        }
      }
    }
  }

  /** What other files say too is named as that, all else as an edit. */
  private void assertEditedReportIsNamed(Path file, String report) throws IOException {
    Map<String, String> named =
        Map.of(
            "\"epochs_run\" : 4", "\"epochs_run\" : 5",
            "\"weights_of_epoch\" : 4", "\"weights_of_epoch\" : 3",
            "\"model\" : \"mlp-small-64\"", "\"model\" : \"mlp-small-128\"",
            "\"seed\" : 0", "\"seed\" : 1",
            "\"precision\" : \"float32\"", "\"precision\" : \"bfloat16\"");
    for (Map.Entry<String, String> edit : named.entrySet()) {
      assertThat(report).contains(edit.getKey());
      Files.writeString(file, report.replace(edit.getKey(), edit.getValue()));
      String key = edit.getKey().split("\"", -1)[1];
      assertOneLine(Cli.run("train", "--resume", run))
          .contains(file + " is damaged: setting '" + key + "' needs ");
    }
    for (String key : List.of("validation", "test")) {
      ObjectNode tree = (ObjectNode) Json.MAPPER.readTree(report);
      ((ObjectNode) tree.get(key)).put("accuracy", 0.0123);
      Files.writeString(file, tree.toString());
      assertOneLine(Cli.run("train", "--resume", run))
          .contains(
              file
                  + " is damaged: "
                  + (key.equals("test") ? "sha256" : "setting 'validation.accuracy' needs "));
    }
    Files.writeString(file, report);
    edit(Map.of("training.epochs", "6"));
    assertOneLine(Cli.run("train", "--resume", run))
        .contains(run + " needs the epochs it was trained for, 4, got 6: a finished run is not");
    edit(Map.of("training.epochs", "4"));
  }

  private void edit(Map<String, String> settings) throws IOException {
    Path file = run.resolve("config.json");
    String before = Files.readString(file);
    String config = before;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      ObjectNode marked =
          Overlay.set(
              RunConfigs.parse(config), setting.getKey(), TextNode.valueOf("what is edited"));
      // As text: no tree has 1e999.
      config = marked.toPrettyString().replace("\"what is edited\"", setting.getValue());
    }
    assertThat(config).isNotEqualTo(before);
    Files.writeString(file, config);
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertOneLine(Cli cli) {
    assertThat(cli.out()).isEmpty();
    assertThat(cli.code()).as(cli.err()).isEqualTo(1);
    return assertThat(cli.err()).startsWith("atelier: ").hasLineCount(1).doesNotContain("\tat ");
  }
}
