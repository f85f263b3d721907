package io.atelier.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.search.Combination;
import io.atelier.engine.search.Grid;
import io.atelier.models.config.DataConfig;
import io.atelier.models.config.ExecutionConfig;
import io.atelier.models.config.ModelEdit;
import io.atelier.models.config.RunConfig;
import io.atelier.models.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    assertThat(Space.of("mlp").patience()).isEqualTo(10);
    assertThat(Space.of("cnn").searched().size()).isEqualTo(864);
    assertThat(Space.of("cnn").trials()).isEqualTo(86);
    assertThat(Space.of("cnn").patience()).isEqualTo(3);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "units" | "unit"          | --space needs the settings [batch_size, learning_rate, dropout, hidden_layers, units, activation], got [batch_size, learning_rate, dropout, hidden_layers, unit, activation]; name each of them and no other
          [1,2,3] | []            | Dimension hidden_layers needs at least one value and none twice, got []
          [1,2,3] | [1, 1]        | Dimension hidden_layers needs at least one value and none twice, got [1, 1]
          [1,2,3] | [true]        | --space needs numbers and texts as values, got true; write 3x3 as
          : 21    | : 0             | --space needs network, dimensions, and trials and patience of at least 1
          [1,2,3] | null            | --space needs a list of values for each setting, got null for hidden_layers; write [0.1, 0.2]
          [1,2,3] | [1, null]       | --space needs numbers and texts as values, got null; write 3x3 as
          "mlp"   | null            | --space needs network, dimensions, and trials and patience of at least 1
          : 21    | : null          | --space needs a JSON file with network, trials, patience and dimensions, got
          "mlp"   | "rnn"           | --space needs a JSON file with network, trials, patience and dimensions, got
          """)
  void saysWhatIsWrongWithAFile(String text, String other, String message) throws IOException {
    String space = Json.MAPPER.writeValueAsString(Space.of("mlp")).replace(" : ", ": ");
    String compact =
        space.replaceAll("\\[\\s*", "[").replaceAll("\\s*]", "]").replaceAll(",\\s+", ",");
    assertThat(compact).contains(text);
    Path file = Files.writeString(folder.resolve("space.json"), compact.replace(text, other));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Space.of(file.toString()))
        .withMessageStartingWith(message);
  }

  @Test
  void saysThatNullIsNoSpace() throws IOException {
    Path file = Files.writeString(folder.resolve("space.json"), "null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Space.of(file.toString()))
        .withMessage(
            "--space needs network, dimensions, and trials and patience of at least 1, got %s"
                + " without; see the paper's",
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

  @Test
  void saysWhichSettingOfATrialIsWrong() {
    assertWrong(
        "cnn",
        "first_kernel",
        "3x5",
        "first_kernel needs a square such as 3x3, got 3x5; change the space");
    assertWrong("cnn", "dropout", "x", "dropout needs a number, got x; change the space");
    assertWrong(
        "cnn",
        "first_filters",
        "1.5",
        "first_filters needs a whole number, got 1.5; change the space");
    assertWrong(
        "mlp", "units", "0", "units needs a whole number from 1 to 8192, got 0; change the space");
    assertWrong(
        "cnn",
        "dense_layers",
        "-1",
        "dense_layers needs a whole number from 0 to 64, got -1; change the space");
    for (String[] large :
        new String[][] {
          {"mlp", "units", "8193", "a whole number from 1 to 8192"},
          {"mlp", "hidden_layers", "65", "a whole number from 1 to 64"},
          {"cnn", "first_filters", "999999", "a whole number from 1 to 8192"},
          {"cnn", "second_kernel", "29x29", "a square of at most 28"},
          {"cnn", "first_strides", "9999x9999", "a square of at most 28"},
          {"cnn", "dense_layers", "999999", "a whole number from 0 to 64"},
          {"cnn", "dense_units", "999999", "a whole number from 1 to 8192"},
        }) {
      assertWrong(
          large[0],
          large[1],
          large[2],
          "%s needs %s, got %s; change the space".formatted(large[1], large[3], large[2]));
    }
    assertWrong("mlp", "batch_size", "65537", "--batch-size needs at most 65536, got 65537");
    assertWrong("mlp", "activation", "tanh", "activation needs relu, got tanh; change the space");
    assertWrong("mlp", "batch_size", "0", "--batch-size needs at least 1, got 0");
  }

  @Test
  void settingsOutOfTheirRangeAreRefused() {
    assertOutOfRange("--trials needs at least 1, got 0", 0, 50, 4, 1000, 0, 0);
    assertOutOfRange("--trials needs at most 100000, got 100001", 100_001, 50, 4, 1000, 0, 0);
    assertOutOfRange("--epochs needs at most 1000000, got 1000001", 1, 1_000_001, 4, 1000, 0, 0);
    assertOutOfRange("--epochs needs at least 1, got 0", 1, 0, 4, 1000, 0, 0);
    assertOutOfRange("--patience needs at least 1, got 0", 1, 50, 0, 1000, 0, 0);
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
            .replaceFirst("\"units\" : \\[[^]]*]", "\"units\" : " + values)
            .replaceFirst("\"batch_size\" : \\[[^]]*]", "\"batch_size\" : " + values);
    Path file = Files.writeString(folder.resolve("space.json"), space);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Space.of(file.toString())))
        .withMessage(
            "--strategy grid needs a space of at most 100000 combinations, got 5880000; leave out"
                + " values, or draw --trials of them");
  }

  private static void assertWrong(String space, String name, String value, String message) {
    SearchSettings settings = settings(Space.of(space));
    Map<String, String> values = new LinkedHashMap<>(settings.space().searched().at(0).values());
    values.put(name, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.config(new Combination(values)))
        .withMessage(message);
  }

  private static SearchSettings settings(Space space) {
    return new SearchSettings(
        space, SearchSettings.Method.GRID, 1, 9, 50, 4, 1000, ExecutionConfig.Device.AUTO, 0, 0);
  }
}
