package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.training.Callback;
import io.atelier.engine.training.CsvLogger;
import io.atelier.engine.training.Mode;
import io.atelier.engine.training.ModelCheckpoint;
import io.atelier.engine.training.ReduceLearningRateOnPlateau;
import io.atelier.engine.training.TerminateOnNaN;
import io.atelier.lab.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callbacks stand in the settings as every spec does. */
class CallbackSettingsTest {
  private static final Model MODEL =
      Model.of("small", Input.floats(3), new Dense(2, Activation.SOFTMAX));

  private static ObjectNode chosen(String training) {
    ObjectNode chosen =
        RunConfigs.parse("{\"training\": %s}".formatted(training.replace('\'', '"')));
    chosen.set("model", KerasConfig.tree(MODEL));
    return chosen;
  }

  private static RunConfig config() {
    return RunConfigs.of(
        chosen(
            "{'callbacks': [{'class_name': 'ReduceLROnPlateau', 'config': {'patience': 3}},"
                + " {'class_name': 'ModelCheckpoint', 'config': {'filepath': 'kept'}},"
                + " {'class_name': 'TerminateOnNaN', 'config': {}}]}"));
  }

  @Test
  void areReadByKerasNamesAndWrittenSo() {
    assertThat(config().training().callbacks())
        .containsExactly(
            new ReduceLearningRateOnPlateau("val_loss", 0.1, 3, Mode.AUTO, 1e-4, 0, 0),
            new ModelCheckpoint(Path.of("kept")),
            new TerminateOnNaN());
    assertThat(RunConfig.of(config().json())).isEqualTo(config());
    assertThat(config().json().at("/training/callbacks/0/config/min_lr").asDouble()).isZero();
    assertThat(config().settings()).containsKey("training.callbacks");
  }

  @Test
  void aPathChangesOneNumberOfOne() {
    ObjectNode changed =
        Overlay.set(
            config().json(),
            "training.callbacks.0.factor",
            Json.MAPPER.getNodeFactory().numberNode(0.5));
    assertThat(RunConfig.of(changed).training().callbacks().get(0))
        .isEqualTo(new ReduceLearningRateOnPlateau("val_loss", 0.5, 3, Mode.AUTO, 1e-4, 0, 0));
  }

  /** As of a version that had none. */
  @Test
  void settingsWithoutThemHaveNone() {
    ObjectNode earlier = config().json();
    ((ObjectNode) earlier.get("training")).remove("callbacks");
    ((ObjectNode) earlier.get("training")).remove("from");
    RunConfig read = RunConfigs.of(earlier);
    assertThat(read.training().callbacks()).isEmpty();
    assertThat(read.training().from()).isEmpty();
  }

  @Test
  void whatIsNoneIsNamedWithItsPlace() {
    assertThatThrownBy(
            () ->
                RunConfigs.of(
                    chosen(
                        "{'callbacks': [{'class_name': 'ReduceLROnPlateau', 'config': {'factor': 2}}]}")))
        .hasMessageContaining("training.callbacks.0")
        .hasMessageContaining("needs a factor in (0, 1), got 2.0");
  }

  @Test
  void whatTheRunOrAnotherWritesIsNotTheirs() {
    for (String path :
        new String[] {"config.json", "./Report.html", "saved_model/log.csv", "a/../run.log", "."}) {
      assertThatThrownBy(() -> writing("CSVLogger", "filename", path))
          .hasMessageContaining(
              "training.callbacks need a path of their own each, got %s in new CsvLogger(", path)
          .hasMessageContaining("which the run writes itself; give another, such as log.csv");
    }
    assertThatThrownBy(() -> writing("ModelCheckpoint", "filepath", "checkpoints"))
        .hasMessageContaining("which the run writes itself; give another, such as kept");
    List<Callback> two =
        List.of(new ModelCheckpoint(Path.of("kept")), new CsvLogger(Path.of("./kept")));
    assertThatThrownBy(() -> CallbackFiles.requireAnywhere(two))
        .hasMessageContaining("got ./kept in new CsvLogger(")
        .hasMessageContaining("which new ModelCheckpoint(");
    CallbackFiles own = new CallbackFiles(Path.of("some/run"));
    List<Callback> outside = List.of(new CsvLogger(Path.of("../run/history.csv")));
    assertThatThrownBy(() -> own.require(outside)).hasMessageContaining("the run writes itself");
    CallbackFiles.requireAnywhere(outside);
    new CallbackFiles(Path.of("other")).require(outside);
  }

  private static RunConfig writing(String name, String key, String path) {
    return RunConfigs.of(
        chosen(
            "{'callbacks': [{'class_name': '%s', 'config': {'%s': '%s'}}]}"
                .formatted(name, key, path)));
  }

  @Test
  void whatTheyWatchHasToBeReported() {
    Reported unvalidated = Reported.of(config().training(), false);
    assertThatThrownBy(() -> unvalidated.require(config().training().callbacks()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "training.callbacks need quantities that the training reports, of [loss, accuracy], got val_loss in new ReduceLearningRateOnPlateau(");
    Reported.of(config().training(), true).require(config().training().callbacks());
  }
}
