package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that Keras saved, where commands take a model. */
class KerasFilesTest {
  private static final Model MODEL =
      Model.of(
          "from-keras",
          Input.floats(2),
          new Dense(5, Activation.RELU),
          new Dense(2, Activation.SOFTMAX));

  @TempDir private Path folder;

  private Path keras() throws IOException {
    Path file = folder.resolve("best.keras");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("config.json"));
      zip.write(KerasConfig.write(MODEL).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return file;
  }

  private Path numbers() throws IOException {
    List<String> lines = new ArrayList<>(List.of("a,b,kind"));
    for (int i = 0; i < 60; i++) {
      lines.add("%s,%s,%s".formatted(i % 7, i % 5, i % 7 > 3 ? "high" : "low"));
    }
    return Files.write(folder.resolve("numbers.csv"), lines);
  }

  @Test
  void theNetworkOfAKerasFileIsTrained() throws IOException {
    Path file = keras();
    Path run = folder.resolve("run");
    Cli trained =
        Cli.run("train", "--model", file, "--data", numbers(), "--epochs", 1, "--out", run).good();
    assertThat(trained.err())
        .contains("Only the network of " + file + " is taken, not its weights: they begin anew.");
    assertThat(KerasConfig.read(Json.object(run.resolve("config.json")).get("model"), Model.class))
        .isEqualTo(MODEL);
    assertThat(Cli.run("summary", file).good().out())
        .isEqualTo(Cli.run("summary", run).good().out());
  }

  @Test
  void ofAFileWithoutWeightsNoneAreMissed() throws IOException {
    Path file = folder.resolve("model.json");
    Files.writeString(file, KerasConfig.write(MODEL));
    Path run = folder.resolve("run");
    Cli trained = Cli.run("train", file, "--data", numbers(), "--epochs", 1, "--out", run).good();
    assertThat(trained.err()).doesNotContain("weights");
  }

  @Test
  void aFileThatIsNoneIsRefusedByName() throws IOException {
    Path file = Files.write(folder.resolve("model.h5"), new byte[] {'P', 'K', 3, 4, 9, 9});
    for (String command : List.of("train", "summary")) {
      Cli refused = Cli.run(command, file);
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err())
          .contains(file + ": it needs to be a whole .keras file, got a damaged one (");
    }
    Cli gone = Cli.run("train", "gone.keras", "--data", numbers());
    assertThat(gone.code()).isNotZero();
    assertThat(gone.err()).contains("gone.keras needs to be a file, got nothing there");
  }
}
