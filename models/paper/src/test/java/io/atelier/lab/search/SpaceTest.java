package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.search.Combination;
import io.atelier.engine.search.Grid;
import io.atelier.engine.training.Monitor;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.config.ModelEdit;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceTest {
  @TempDir Path folder;

  @Test
  void thePapersSpacesHaveTheirSizesAndTrials() {
    assertThat(Space.of("mlp").searched().size()).isEqualTo(108);
    assertThat(Space.of("mlp").trials()).isEqualTo(21);
    assertThat(SearchSettings.of(Space.of("mlp")).patience()).isEqualTo(10);
    assertThat(Space.of("mlp").objective()).contains(Monitor.of("val_accuracy"));
    assertThat(Space.of("cnn").searched().size()).isEqualTo(864);
    assertThat(Space.of("cnn").trials()).isEqualTo(86);
    assertThat(SearchSettings.of(Space.of("cnn")).patience()).isEqualTo(3);
  }

  @Test
  void everyCombinationOfThePaperCanBeTrained() {
    assertThat(configs("mlp").distinct()).hasSize(108);
    // The units of no dense layers make no difference.
    assertThat(configs("cnn").distinct()).hasSize(288);
  }

  private static Stream<RunConfig> configs(String name) {
    SearchSettings settings = settings(Space.of(name));
    return new Grid().combinations(settings.space().searched()).stream().map(settings::config);
  }

  @Test
  void aTrialIsARunWithThePapersSettings() {
    SearchSettings settings = settings(Space.of("cnn"));
    Combination last = settings.space().searched().at(863);
    RunConfig config = settings.config(last);
    assertThat(config.model().name()).isEqualTo("cnn-128k5s2-128k5s2");
    assertThat(config.training().optimizer()).isEqualTo(new Adam(new ConstantRate(0.001)));
    assertThat(config.training().batchSize()).isEqualTo(64);
    assertThat(ModelEdit.dropout(config.model())).isEqualTo(0.2);
    assertThat(config.training().epochs()).isEqualTo(50);
    assertThat(config.stopping().patience()).isEqualTo(4);
    assertThat(config.stopping().restoreBest()).isFalse();
    assertThat(config.data().validation()).isEqualTo(DataConfig.Validation.DEVELOPMENT);
    assertThat(config.data().limit()).isEqualTo(1000);
    assertThat(config.training().seed()).isEqualTo(9);
    assertThat(settings(Space.of("mlp")).config(Space.of("mlp").searched().at(0)).model().name())
        .isEqualTo("mlp-64x1");
  }

  @Test
  void settingsAreReadAsTheyWereWritten() throws IOException {
    SearchSettings settings = settings(Space.of("cnn"));
    SearchFolder.create(folder.resolve("search"), settings);
    assertThat(SearchFolder.existing(folder.resolve("search")).settings()).isEqualTo(settings);
  }

  private static final String OWN =
      """
      {"data": {"source": "houses.csv", "validation_split": 0.25},
       "objective": {"quantity": "val_mae", "mode": "min"},
       "conditions": [{"first": {"at_least": "second"}},
                      {"any": [{"layers": {"is": 1}}, {"first": {"more_than": 16}}]}],
       "model": {"class_name": "Sequential", "config": {"name": {"text": "net-{first}"}, "layers": [
         {"class_name": "InputLayer", "config": {"batch_shape": [null, 13]}},
         {"class_name": "Dense", "config": {"units": {"name": "first", "choice": [8, 16, 32]}}},
         {"repeat": {"name": "layers", "range": [1, 2]}, "layers": [
           {"class_name": "Dense", "config": {"name": "hidden", "units": {"name": "second", "choice": [8, 16]}}},
           {"class_name": "Dropout", "config": {"rate": {"range": [0, 0.2], "step": 0.1}}}]},
         {"class_name": "Dense", "config": {"units": 1}}]}},
       "training": {
         "loss": {"class_name": "MeanSquaredError"},
         "metrics": [{"class_name": "MeanAbsoluteError", "config": {"name": "mae"}}],
         "optimizer": {"choice": {
           "adam": {"class_name": "Adam", "config": {"learning_rate": {"name": "rate", "log_range": [0.0001, 0.01]}}},
           "sgd": {"class_name": "SGD", "config": {"learning_rate": {"same": "rate"}}}}}},
       "epochs": {"choice": [5, 10]}}
      """;

  @Test
  void aRunOfWhichAnythingMayBeChosen() throws IOException {
    Space space = Space.of(file(OWN));
    String dropout = "model.config.layers.2.layers.1.config.rate";
    assertThat(space.searched().names())
        .containsExactly(
            "first", "layers", "second", dropout, "training.optimizer", "epochs", "rate");
    assertThat(space.searched().size()).isEqualTo(3 * 2 * 2 * 3 * 2 * 2);
    SearchSettings settings = SearchSettings.of(space);
    settings.requireTrainable();
    assertThat(settings.trials()).isEqualTo(20);
    assertThat(settings.epochs()).isEqualTo(10);
    assertThat(settings.objective()).isEqualTo(new Monitor("val_mae", false));
    for (Combination combination : settings.combinations()) {
      Map<String, String> chosen = combination.values();
      RunConfig config = settings.config(combination);
      assertThat(config.model().name()).isEqualTo("net-" + chosen.get("first"));
      assertThat(config.training().epochs()).isEqualTo(Integer.parseInt(chosen.get("epochs")));
      assertThat(config.data().validationSplit()).isEqualTo(0.25);
      int layers = Integer.parseInt(chosen.get("layers"));
      assertThat(config.model().layers()).hasSize(2 + 2 * layers);
      double rate = Double.parseDouble(chosen.get("rate"));
      assertThat(config.training().optimizer())
          .isEqualTo(
              chosen.get("training.optimizer").equals("adam") ? new Adam(rate) : new Sgd(rate));
      assertThat(chosen.get(dropout)).isIn("0", "0.1", "0.2");
      assertThat(ModelEdit.dropout(config.model()))
          .isEqualTo(Double.parseDouble(chosen.get(dropout)));
      int first = Integer.parseInt(chosen.get("first"));
      assertThat(first).isGreaterThanOrEqualTo(Integer.parseInt(chosen.get("second")));
      assertThat(layers == 1 || first > 16).isTrue();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(space))
        .withMessage(
            "--strategy grid needs listed values, got rate, drawn from a range; give it a choice or"
                + " a step, or use --strategy random");
  }

  @Test
  void layersThatAreRepeatedAreNumbered() throws IOException {
    Space space = Space.of(file(OWN));
    Combination two =
        SearchSettings.of(space).combinations().stream()
            .filter(it -> it.values().get("layers").equals("2"))
            .findFirst()
            .orElseThrow();
    assertThat(space.settings(two).at("/model/config/layers").findValuesAsText("name"))
        .contains("hidden_1", "hidden_2");
  }

  @Test
  void aModelMayBeAFileAndSoMayEachOfSeveral() throws IOException {
    Path small = model("small", 4);
    Path large = model("large", 400);
    Space one =
        Space.of(
            file(
                "{\"data\": {\"source\": \"x\"}, \"model\": \"%s\", \"epochs\": {\"choice\": [1, 2]}}"
                    .formatted(small)));
    Space several =
        Space.of(
            file(
                "{\"data\": {\"source\": \"x\"}, \"model\": {\"choice\": [\"%s\", \"%s\"]}}"
                    .formatted(small, large)));
    // The search keeps them.
    Files.delete(small);
    Files.delete(large);
    assertThat(SearchSettings.of(one).trainable().model().name()).isEqualTo("small");
    assertThat(several.searched().dimensions().get(0).values())
        .containsExactly(small.toString(), large.toString());
    assertThat(
            SearchSettings.of(several).combinations().stream()
                .map(it -> SearchSettings.of(several).config(it).model().name()))
        .containsExactlyInAnyOrder("small", "large");
    // Which is better: nothing was said, and the presets' metric is there.
    assertThat(SearchSettings.of(several).objective()).isEqualTo(Monitor.of("val_accuracy"));
  }

  private Path model(String name, int units) throws IOException {
    String layers =
        "[{\"class_name\": \"InputLayer\", \"config\": {\"batch_shape\": [null, 3]}},"
            + "{\"class_name\": \"Dense\", \"config\": {\"units\": "
            + units
            + "}}]";
    return Files.writeString(
        folder.resolve(name + ".json"),
        "{\"class_name\": \"Sequential\", \"config\": {\"name\": \"%s\", \"layers\": %s}}"
            .formatted(name, layers));
  }

  private String file(String json) throws IOException {
    return Files.writeString(folder.resolve("space.json"), json).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "choice": [8, 16, 32]   | "choice": []               | model.config.layers.1.config.units needs at least one value and none twice, got []
          "choice": [8, 16, 32]   | "choice": [8, 8]           | model.config.layers.1.config.units needs at least one value and none twice, got [8,8]
          "choice": [8, 16, 32]   | "choice": 8                | model.config.layers.1.config.units needs a list of values to choose from, got 8
          "choice": [8, 16, 32]   | "choice": [8], "step": 1   | model.config.layers.1.config.units needs one of choice, range (with a step if wanted) and log_range, and a name if wanted, got [choice, step]
          "name": "first"         | "name": 1                  | model.config.layers.1.config.units needs a text as its name, got 1
          "name": "first"         | "name": "second"           | model.config.layers.2.layers.0.config.units needs a name that no other choice has, got second
          "same": "rate"          | "same": "rates"            | training.optimizer.sgd.config.learning_rate needs the name of a choice, one of
          {first}                 | {frist}                    | model.config.name needs the name of a choice, one of
          "range": [1, 2]         | "range": [2, 2]            | model.config.layers.2.repeat needs a low number and a higher one, got [2,2]
          "range": [1, 2]         | "range": [1]               | model.config.layers.2.repeat needs a low number and a higher one, got [1]
          "range": [1, 2]         | "range": [1, 20000]        | model.config.layers.2.repeat needs at most 10000 values, got 19999
          "step": 0.1             | "step": 0                  | model.config.layers.2.layers.1.config.rate needs a step above 0, got 0
          [0.0001, 0.01]          | [0, 0.01]                  | training.optimizer.adam.config.learning_rate needs a log_range of numbers above 0, got [0,0.01]
          "layers": [             | "body": [                  | model.config.layers: it needs a list of layers, got nothing
          "repeat":               | "repeats":                 | model.config.layers[2].class_name: it needs the name of a class
          "first": {"at_least":   | "frist": {"at_least":      | conditions.0 needs the name of a choice, one of
          "at_least": "second"    | "least": "second"          | conditions.0 needs one of [is, is_not, at_least, at_most, more_than, less_than], got least
          "at_least": "second"    | "at_least": "secnd"        | conditions.0 needs numbers to compare by size, got first and secnd
          "at_least": "second"    | "is_not": 999              | conditions.0 needs another choice or a value of first, got 999; use one of [8, 16, 32]
          {"layers": {"is": 1}}   | {"rate": {"is": 5}}        | conditions.1.any needs another choice or a value of rate, got 5; use a number that is drawn for it
          "at_least": "second"    | "is": "secnd"              | conditions.0 needs another choice or a value of first, got secnd; use one of [8, 16, 32]
          "at_least": "second"    | "at_least": 64             | RandomSample needs a space of at least 1 combinations that meet its conditions, got 0
          {"quantity": "val_mae", "mode": "min"} | {"quantity": "val_mae", "mode": "low"} | objective needs a quantity, and a mode if wanted (auto, min or max), got
          {"quantity": "val_mae", "mode": "min"} | "val_mse" | objective needs one of [loss, mae], each with or without val_ before it, got val_mse; add it
          "validation_split": 0.25 | "validation_split": {"choice": [0.1, 0.2]} | data.validation_split needs one value for all trials
          "objective"             | "objektive"                | unknown setting 'objektive'
          "epochs": {"choice": [5, 10]} | "trials": 0          | trials needs a number from 1 to 100000, got 0
          "choice": [8, 16]}      | "choice": [8, 0]}          | model.config.layers[2].config.units: Dense needs at least 1 unit, got 0
          """)
  void saysWhatIsWrongAndWhere(String text, String other, String message) throws IOException {
    assertThat(OWN).contains(text);
    int place = OWN.indexOf(text);
    String edited = OWN.substring(0, place) + other + OWN.substring(place + text.length());
    String name = file(edited);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSettings.of(Space.of(name)).requireTrainable())
        .satisfies(
            wrong ->
                assertThat(
                        wrong
                            .getMessage()
                            .replace(name + ": ", "")
                            .replaceFirst("the space has a[^:]*\\): ", ""))
                    .startsWith(message));
  }

  @Test
  void saysThatNullIsNoSpace() throws IOException {
    Path file = Files.writeString(folder.resolve("space.json"), "null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Space.of(file.toString()))
        .withMessage(
            "--space needs a JSON object with the settings of a run, got something else in %s; see a"
                + " run's config.json",
            file);
    Path search = Files.writeString(folder.resolve("search.json"), "{\"space\": null}");
    assertThatThrownBy(() -> SearchFolder.existing(folder).settings())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(search + " is damaged: ");
  }

  @Test
  void saysThatAFileIsNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Space.of("rnn"))
        .withMessage("--space needs mlp, cnn or a readable file, got rnn; check the path");
  }

  /** Of a file as earlier versions had it, such as a search that goes on may have. */
  @Test
  void saysWhichSettingOfATrialIsWrong() throws IOException {
    assertWrong("dropout", "\"x\"", "setting 'dropout' needs a number, got something else");
    assertWrong(
        "units",
        "1.5",
        "model.config.layers[2].config.units: it needs a whole number below 2^31, got 1.5");
    assertWrong("units", "0", "model.config.layers[2].config.units: ");
    assertWrong("hidden_layers", "-1", "repeat needs a whole number from 0 to 1000, got -1");
    assertWrong("batch_size", "65537", "--batch-size needs at most 65536, got 65537");
    assertWrong("batch_size", "0", "--batch-size needs at least 1, got 0");
    assertWrong("activation", "\"relo\"", "model.config.layers[2].config.activation: ");
  }

  @Test
  void settingsOutOfTheirRangeAreRefused() {
    assertOutOfRange("--trials needs at least 1, got 0", 0, 50, 4, 1000, 0, 0);
    assertOutOfRange("--trials needs at most 100000, got 100001", 100_001, 50, 4, 1000, 0, 0);
    assertOutOfRange("--epochs needs at most 1000000, got 1000001", 1, 1_000_001, 4, 1000, 0, 0);
    assertOutOfRange("--epochs needs at least 1, got 0", 1, 0, 4, 1000, 0, 0);
    assertOutOfRange("--patience needs at least 0, got -1", 1, 50, -1, 1000, 0, 0);
    assertOutOfRange("--patience needs at most 1000000, got 1000001", 1, 50, 1_000_001, 9, 0, 0);
    assertOutOfRange("--limit needs at least 0, got -1", 1, 50, 4, -1, 0, 0);
    assertOutOfRange("--threads needs at most 1024, got 1000000", 1, 50, 4, 9, 1_000_000, 0);
    assertOutOfRange("--memory needs at least 0, got -1", 1, 50, 4, 1000, 0, -1);
  }

  private static void assertOutOfRange(
      String message, int trials, int epochs, int patience, int limit, int threads, long memory) {
    Space mlp = Space.of("mlp");
    SearchSettings.Method random = SearchSettings.Method.RANDOM;
    ExecutionConfig.Device cpu = ExecutionConfig.Device.CPU;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SearchSettings(
                    mlp, random, trials, 0, epochs, patience, limit, cpu, threads, memory))
        .withMessage(message);
  }

  @Test
  void aGridThatNoMachineCanListIsRefused() throws IOException {
    String values = java.util.stream.IntStream.rangeClosed(1, 700).boxed().toList().toString();
    String space =
        Json.MAPPER
            .writeValueAsString(Space.of("mlp"))
            .replace("\"choice\" : [ 64, 128, 256 ]", "\"choice\" : " + values)
            .replace("\"choice\" : [ 16, 32, 64 ]", "\"choice\" : " + values);
    Path file = Files.writeString(folder.resolve("space.json"), space);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Space.of(file.toString())))
        .withMessage(
            "--strategy grid needs a space of at most 100000 combinations, got 5880000; leave out"
                + " values, or draw --trials of them");
  }

  private static void assertWrong(String name, String value, String message) throws IOException {
    String dimensions =
        """
        {"network": "mlp", "trials": 1, "patience": 1, "dimensions": {
          "batch_size": [64], "dropout": [0.1], "hidden_layers": [1], "activation": ["relu"],
          "units": [8], "learning_rate": [0.01]}}
        """;
    String edited =
        dimensions.replaceFirst(
            "\"%s\": [^]]*]".formatted(name), "\"%s\": [%s]".formatted(name, value));
    SearchSettings settings = settings(Json.MAPPER.readValue(edited, Space.class));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.config(settings.combinations().get(0)))
        .satisfies(wrong -> assertThat(wrong.getMessage()).startsWith(message));
  }

  private static SearchSettings settings(Space space) {
    return new SearchSettings(
        space, SearchSettings.Method.GRID, 1, 9, 50, 4, 1000, ExecutionConfig.Device.AUTO, 0, 0);
  }
}
