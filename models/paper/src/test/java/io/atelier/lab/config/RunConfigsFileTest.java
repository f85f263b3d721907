package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.format.ReadOptions;
import io.atelier.data.image.Color;
import io.atelier.data.image.ColorMode;
import io.atelier.data.image.ImageOptions;
import io.atelier.data.image.Interpolation;
import io.atelier.data.table.TableOptions;
import io.atelier.data.table.TargetKind;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.training.Mode;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigsFileTest {
  @TempDir Path folder;

  @Test
  void aFileComesOverTheDefaultsAndFlagsOverTheFile() throws IOException {
    ObjectNode chosen =
        RunConfigs.read(file("{\"model\": \"mlp-small-64\", \"epochs\": 5, \"batchSize\": 16}"));
    chosen.put("epochs", 7);
    RunConfig config = RunConfigs.of(chosen);
    assertThat(config.training().epochs()).isEqualTo(7);
    assertThat(config.training().batchSize()).isEqualTo(16);
    assertThat(config.training().optimizer()).isEqualTo(new Sgd(new ConstantRate(0.01), 0.8, true));
    assertThat(config.model()).isEqualTo(Presets.named("mlp-small-64").model());
  }

  @Test
  void whatARunWritesIsReadAsTheSameSettings() throws IOException {
    RunConfig config =
        new RunConfig(
            new DataConfig(
                "some folder/of.csv",
                new ReadOptions(
                    new TableOptions(
                        Optional.of("price"), TargetKind.CLASSES, List.of("zip"), List.of("row")),
                    ImageOptions.DEFAULT
                        .in(ColorMode.RGBA)
                        .resized(48, 64)
                        .by(Interpolation.NEAREST)
                        .turnedUpright()
                        .on(new Color(1, 2, 3))
                        .skippingBroken()),
                0.3,
                0.2,
                1000,
                DataConfig.Validation.TAIL,
                0.25,
                List.of("a", "b c", "ü"),
                Map.of("of.csv", "ab12")),
            Presets.named("cnn-small-32").model(),
            new TrainingConfig(
                new Sgd(new ConstantRate(0.02), 0.9, true),
                new MeanSquaredError(),
                List.of(),
                64,
                3,
                Long.MIN_VALUE),
            new StoppingConfig(
                "val_accuracy", Mode.MAX, 4, true, StoppingConfig.RestoreRule.IF_STOPPED),
            new ExecutionConfig(
                ExecutionConfig.Device.AUTO,
                2,
                3_000_000_000L,
                -1,
                4_000_000_000L,
                ExecutionConfig.Precision.MIXED_FLOAT16,
                2,
                250));
    Path file = file(Json.MAPPER.writeValueAsString(config));
    assertThat(RunConfigs.of(RunConfigs.read(file))).isEqualTo(config);
    assertThat(RunConfig.of(RunConfigs.read(file))).isEqualTo(config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"epochs\": }", "{\"epochs\": 1} x", "{\"epochs\": 1, \"epochs\": 2}"})
  void refusesBrokenJsonAndNamesTheLine(String text) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> RunConfigs.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file + " needs valid JSON, got something else in line 1; see a run's config.json");
  }

  @Test
  void namesTheLineThatIsBroken() throws IOException {
    Path file = file("{\n  \"epochs\": 1,\n  oops\n}\n");
    assertThatThrownBy(() -> RunConfigs.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file + " needs valid JSON, got something else in line 3; see a run's config.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "3", "\"epochs\"", "null", ""})
  void refusesWhatIsNoObject(String text) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> RunConfigs.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + " needs a JSON object such as {\"epochs\": 3}, got something else;"
                + " see a run's config.json");
  }

  @Test
  void refusesAMissingFileAndAFolder() {
    Path missing = folder.resolve("missing.json");
    assertThatThrownBy(() -> RunConfigs.read(missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--config needs a readable file, got " + missing + "; check the path");
    assertThatThrownBy(() -> RunConfigs.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--config needs a readable file, got " + folder + "; check the path");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("settings.json"), text);
  }
}
