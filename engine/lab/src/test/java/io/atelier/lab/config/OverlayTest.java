package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayTest {
  private static final String SETTINGS =
      """
      {"training": {"epochs": 3, "seed": 1,
         "optimizer": {"class_name": "SGD", "config": {"learning_rate": 0.1, "name": "sgd"}}},
       "layers": [{"class_name": "Dense", "config": {"units": 8}}, {"rate": 1}], "none": null}
      """;

  @Test
  void objectsAreLaidOverObjectsAndAllElseReplaces() {
    ObjectNode below = json("{'a': {'x': 1, 'y': 2}, 'b': [1, 2], 'c': 1}");
    ObjectNode above = json("{'a': {'y': 3, 'z': {'d': 4}}, 'b': [9], 'c': {'e': 5}}");
    assertThat(Overlay.over(below, above))
        .isEqualTo(json("{'a': {'x': 1, 'y': 3, 'z': {'d': 4}}, 'b': [9], 'c': {'e': 5}}"));
    assertThat(below).isEqualTo(json("{'a': {'x': 1, 'y': 2}, 'b': [1, 2], 'c': 1}"));
  }

  /** Adam with SGD's momentum would be nothing. */
  @Test
  void whatHasAClassIsReplacedWhole() {
    ObjectNode adam = json("{'training': {'optimizer': {'class_name': 'Adam', 'config': {}}}}");
    assertThat(Overlay.over(json(SETTINGS), adam).at("/training"))
        .isEqualTo(
            json("{'epochs': 3, 'seed': 1, 'optimizer': {'class_name': 'Adam', 'config': {}}}"));
  }

  @Test
  void whatIsLaidOverIsNotSharedWithWhatCame() {
    ObjectNode above = json("{'a': {'x': 1}}");
    ObjectNode both = Overlay.over(json("{}"), above);
    ((ObjectNode) both.get("a")).put("x", 2);
    assertThat(above).isEqualTo(json("{'a': {'x': 1}}"));
  }

  @ParameterizedTest
  @CsvSource({
    "training.epochs, /training/epochs",
    "training.optimizer.learning_rate, /training/optimizer/config/learning_rate",
    "training.optimizer.config.learning_rate, /training/optimizer/config/learning_rate",
    "training.optimizer.class_name, /training/optimizer/class_name",
    "layers.0.units, /layers/0/config/units",
    "layers.1.rate, /layers/1/rate",
    "layers.1, /layers/1",
    "none, /none"
  })
  void aPathLeadsToTheSettingAndChangesNothingElse(String path, String pointer) {
    JsonNode value = IntNode.valueOf(77);
    ObjectNode before = json(SETTINGS);
    ObjectNode changed = Overlay.set(before, path, value);
    assertThat(changed.at(pointer)).isEqualTo(value);
    assertThat(before).isEqualTo(json(SETTINGS));
    assertThat(Overlay.set(changed, path, before.at(pointer))).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training.epoch    | there is no 'epoch', but epochs, seed, optimizer
          trainings.epochs  | there is no 'trainings', but training, layers, none
          training.epochs.x | there is no 'x', but only the value 3
          training.optimizer.rate | there is no 'rate', but learning_rate, name
          layers.2          | there is no '2', but a list of 2, counted from 0
          layers.-1         | there is no '-1', but a list of 2, counted from 0
          layers.999999999  | there is no '999999999', but a list of 2, counted from 0
          layers.first      | there is no 'first', but a list of 2, counted from 0
          training.         | there is no '', but epochs, seed, optimizer
          ''                | there is no '', but training, layers, none
          .                 | there is no '', but training, layers, none
          none.x            | there is no 'x', but only the value null
          """)
  void aPathThatLeadsNowhereIsAnsweredWithWhatThereIs(String path, String message) {
    JsonNode value = IntNode.valueOf(1);
    assertThatThrownBy(() -> Overlay.set(json(SETTINGS), path, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--set needs the path of a setting, got '%s': %s".formatted(path, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3         | 3
          0.5       | 0.5
          true      | true
          [1, 2]    | [1,2]
          {"a": 1}  | {"a":1}
          cpu       | "cpu"
          "cpu"     | "cpu"
          a b       | "a b"
          1 2       | "1 2"
          {a        | "{a"
          """)
  void aValueIsJsonOrElseText(String text, String json) {
    assertThat(Overlay.value(text).toString()).isEqualTo(json);
  }

  @Test
  void nothingIsAnEmptyText() {
    assertThat(Overlay.value("").toString()).isEqualTo("\"\"");
  }

  private static ObjectNode json(String text) {
    return RunConfigs.parse(text.replace('\'', '"'));
  }
}
