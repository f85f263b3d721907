package io.atelier.models.run;

import io.atelier.models.json.Json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(config.epochs()).isEqualTo(7);
    assertThat(config.batchSize()).isEqualTo(16);
    assertThat(config.momentum()).isEqualTo(0.8);
  }

  @Test
  void whatARunWritesIsReadAsTheSameSettings() throws IOException {
    RunConfig config =
        new RunConfig(
            "cnn-small-32",
            3,
            64,
            RunConfig.Kind.SGD,
            0.02,
            0.9,
            0.3,
            4,
            true,
            io.atelier.models.config.KernelInitializer.HE_NORMAL,
            Long.MIN_VALUE,
            0.25,
            false,
            1000,
            RunConfig.Device.AUTO,
            2,
            3_000_000_000L,
            -1,
            4_000_000_000L,
            RunConfig.Precision.MIXED_FLOAT16,
            2,
            250,
            RestoreRule.IF_STOPPED);
    Path file = file(Json.MAPPER.writeValueAsString(config));
    assertThat(RunConfigs.of(RunConfigs.read(file))).isEqualTo(config);
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
