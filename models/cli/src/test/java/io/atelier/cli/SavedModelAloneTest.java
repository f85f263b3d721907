package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.ByteValues;
import io.atelier.data.Values;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run ships answers in a process of its own as it did at home. */
class SavedModelAloneTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"mlp-small-64, 784", "cnn-small-32, 28 28 1"})
  void answersAsTheProgramDid(String model, String shape) throws Exception {
    Path run = folder.resolve("run");
    Cli.run("train", model, "--epochs", 1, "--limit", 1000, "--out", run).good();
    ByteValues images = RealData.load().test().images().slice(0, 100);
    int[] example = Arrays.stream(shape.split(" ")).mapToInt(Integer::parseInt).toArray();
    float[][] expected = predicted(run, images.reshape(example));

    Path moved = Files.move(run.resolve("saved_model"), folder.resolve("elsewhere"));
    Files.move(run, folder.resolve("gone"));
    List<String> answers = answersAlone(moved, images);
    assertThat(answers).hasSize(100);
    for (int i = 0; i < 100; i++) {
      String[] cells = answers.get(i).split(",");
      assertThat(cells).hasSize(10);
      for (int j = 0; j < 10; j++) {
        assertThat(Float.parseFloat(cells[j])).isCloseTo(expected[i][j], within(1e-6f));
      }
    }
  }

  private static float[][] predicted(Path run, Values images) throws IOException {
    RunFolder saved = RunFolder.existing(run);
    RunConfig config = saved.config();
    try (Program program = Program.compile(config.model(), config.training().training())) {
      saved.restore(program);
      return program.predict(images);
    }
  }

  private List<String> answersAlone(Path savedModel, ByteValues images) throws Exception {
    Path pixels = Files.write(folder.resolve("pixels"), images.values());
    Path answers = folder.resolve("answers");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SavedAnswers.class.getName(),
                savedModel.toString(),
                pixels.toString(),
                answers.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).withFailMessage(() -> read(folder.resolve("log"))).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(answers);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
