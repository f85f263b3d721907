package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.StoppingConfig;
import io.atelier.lab.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that differ between trials, alone or with the whole section they are in. */
class ChosenSettingsTest {
  private static final String MODEL =
      """
      {"class_name": "Sequential", "config": {"name": "one", "layers": [
        {"class_name": "InputLayer", "config": {"batch_shape": [null, 3]}},
        {"class_name": "Dense", "config": {"units": 2}}]}}
      """;

  private static Space space(String more) throws JsonProcessingException {
    String text = "{\"data\": {\"source\": \"x.csv\"}, \"model\": %s, %s}".formatted(MODEL, more);
    return Json.MAPPER.readValue(text, Space.class);
  }

  private static List<RunConfig> trials(SearchSettings settings) {
    return settings.combinations().stream().map(settings::config).toList();
  }

  @Test
  void aSectionThatIsChosenIsTheTrialsOwn() throws JsonProcessingException {
    SearchSettings settings =
        SearchSettings.of(
            space(
                """
                "stopping": {"choice": {
                  "none": {"patience": 0},
                  "early": {"patience": {"choice": [1, 4]}, "restore_best": true}}}
                """));
    List<StoppingConfig> stopping = trials(settings).stream().map(RunConfig::stopping).toList();
    assertThat(stopping)
        .hasSize(4)
        .allSatisfy(
            it -> assertThat(it.patience()).isIn(it.restoreBest() ? List.of(1, 4) : List.of(0)));
    assertThat(stopping).extracting(StoppingConfig::patience).contains(0, 1, 4);
  }

  @Test
  void whatNoSectionToChooseSaysIsTheSearchs() throws JsonProcessingException {
    Space space =
        space(
            "\"training\": {\"choice\": {\"a\": {\"batch_size\": 8}, \"b\": {\"batch_size\": 9}}}");
    assertThat(space.varies("training.batch_size")).isTrue();
    assertThat(space.varies("training.epochs")).isFalse();
    assertThat(space.varies("training")).isTrue();
    assertThat(space.varies("stopping.patience")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "training": {"epochs": {"choice": [2, 6]}}                            | 6
          "training": {"epochs": {"log_range": [1, 64]}}                        | 64
          "choices": {"n": {"log_range": [1, 300]}}, "epochs": {"same": "n"}    | 300
          "training": {"choice": {"a": {"epochs": 3}, "b": {"epochs": 700}}}    | 700
          "training": {"choice": {"a": {"epochs": 3}, "b": {"batch_size": 8}}}  | 100
          "training": {"choice": {"a": {"batch_size": 9}, "b": {"batch_size": 8}}}, "epochs": 7  | 7
          """)
  void noTrialIsCutShort(String chosen, int most) throws JsonProcessingException {
    SearchSettings settings = SearchSettings.of(space(chosen));
    assertThat(settings.epochs()).isEqualTo(most);
    assertThat(trials(settings))
        .allSatisfy(it -> assertThat(it.training().epochs()).isBetween(1, most));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "data": {"source": "x", "held_back": {"range": [0.1, 0.3]}}                       | data.held_back
          "data": {"source": "x", "reading": {"table": {"target": {"choice": ["a", "b"]}}}} | data.reading.table.target
          "data": {"source": "x", "reading": {"table": {"target": {"text": "{n}"}}}}        | data.reading.table.target
          "data": {"source": "x", "class_names": ["a", {"same": "n"}]}                      | data.class_names.1
          "data": {"source": {"text": "{n}.csv"}}                                           | data.source
          "data": {"choice": [{"source": "x"}, {"source": "y"}]}                            | data
          "validationSplit": {"same": "n"}                                                  | validationSplit
          """)
  void allTrialsHaveTheSameData(String said, String path) {
    String text =
        "{\"choices\": {\"n\": {\"choice\": [1, 2]}}, \"model\": %s, %s}".formatted(MODEL, said);
    assertThatThrownBy(() -> Json.MAPPER.readValue(text, Space.class))
        .hasMessageContaining(path + " needs one value for all trials, which are compared on");
  }

  @Test
  void theNumberOfExamplesMayDiffer() throws JsonProcessingException {
    String text =
        "{\"data\": {\"source\": \"x\", \"limit\": {\"choice\": [64, 640]}}, \"model\": %s}";
    Space space = Json.MAPPER.readValue(text.formatted(MODEL), Space.class);
    assertThat(trials(SearchSettings.of(space)))
        .extracting(it -> it.data().limit())
        .containsExactlyInAnyOrder(64, 640);
  }
}
