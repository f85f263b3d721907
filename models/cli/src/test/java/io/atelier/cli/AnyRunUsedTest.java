package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.ByteValues;
import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Predictor;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.run.FeatureMaps;
import io.atelier.lab.run.Predictors;
import io.atelier.lab.run.RunFolder;
import io.atelier.lab.serving.ServedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs leave to those who use them: predictors, SavedModels, feature maps, summaries. */
class AnyRunUsedTest {
  @TempDir static Path runs;
  @TempDir Path folder;

  private static Path colours;
  private static Path table;

  @BeforeAll
  static void write() throws IOException {
    colours = AnyRun.colours(runs, false);
    table = AnyRun.table(runs);
  }

  private static Values reds(int count) {
    byte[] pixels = new byte[count * AnyRun.NUMBERS];
    for (int pixel = 0; pixel < count * 16; pixel++) {
      pixels[pixel * 3] = -1;
    }
    return ByteValues.of(pixels, count, 4, 4, 3);
  }

  @Test
  void aRunThatIsNotFinishedAnswersFromItsCheckpoint() throws IOException {
    for (Path path : new Path[] {colours, colours.resolve("checkpoints/epoch-000001")}) {
      try (Predictor predictor = Predictors.load(path)) {
        assertThat(predictor.toString())
            .isEqualTo(
                "Run %s (image uint8 [count, 4, 4, 3] to probabilities [count, 2])"
                    .formatted(path));
        float[][] answers = predictor.predict(reds(3));
        assertThat(answers).hasDimensions(3, 2);
        // Of 48 products and sums, and a softmax.
        assertThat((double) answers[2][1]).isCloseTo(1 / (1 + Math.exp(-1.6)), within(1e-5));
      }
    }
  }

  @Test
  void anExportIsCalledAsTheDataAreAndSaysWhatItsAnswersMean() throws IOException {
    Path target = folder.resolve("model");
    assertThat(Cli.run("export", table, "--out", target).good().out())
        .isEqualTo("SavedModel: " + target + System.lineSeparator());
    try (Predictor predictor = Predictors.load(target)) {
      assertThat(predictor.toString())
          .endsWith("(features float32 [count, 3] to predictions [count, 1])");
      float[][] answers = predictor.predict(FloatValues.of(new float[] {3, 0, 1}, 1, 3));
      assertThat(answers).isDeepEqualTo(new float[][] {{27}});
    }
    ServedModel served = ServedModel.in(target).orElseThrow();
    assertThat(served).isEqualTo(ServedModel.in(table).orElseThrow());
    assertThat(served.table().orElseThrow().inputNames())
        .containsExactly("size", "town is Bonn", "town is Ulm");
    assertThat(Cli.run("export", table, target, "--out", target).err())
        .contains("export needs one folder to write to");
    assertThat(Cli.run("export", colours).good().out()).contains("run-saved-model");
    ServedModel pictures = ServedModel.in(runs.resolve("run-saved-model")).orElseThrow();
    assertThat(pictures.output().classNames()).containsExactly("blue", "red");
  }

  @Test
  void aDamagedDescriptionIsNamed() throws IOException {
    Path copy = AnyRun.colours(folder, false);
    Path file = copy.resolve("serving.json");
    for (String odd : new String[] {"", "[]", "{}", Files.readString(file).replace("uint8", "x")}) {
      Files.writeString(file, odd);
      Cli cli = Cli.run("predict", copy, "--index", 0);
      assertThat(cli.err()).startsWith("atelier: " + file + " is damaged: ").hasLineCount(1);
      assertThat(cli.code()).isEqualTo(1);
    }
  }

  @Test
  void whatIsNoRunIsNamed() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Predictors.load(folder))
        .withMessageStartingWith(folder + " needs to be a folder with a SavedModel");
  }

  /** The layers of a graph keep the names of their weights, also those behind what is left out. */
  @Test
  void featureMapsOfAGraph() throws IOException {
    Path run = AnyRun.graph(runs);
    RunConfig config = RunFolder.existing(run).config();
    Model part = FeatureMaps.upTo(config.model(), 2);
    assertThat(part.layers()).hasSize(4);
    try (Program program = config.compile(Optional.empty(), Optional.empty())) {
      RunFolder.existing(run).restore(program);
      FloatValues maps =
          FeatureMaps.of(
              part,
              config.training().training(),
              config.execution().execution(),
              program.weights(),
              reds(1));
      assertThat(maps.shape()).containsExactly(1, 2, 2, 5);
      float[] kernel = program.weights().get("dense/kernel").values();
      float[] bias = program.weights().get("dense/bias").values();
      double[] logits = new double[2];
      for (int i = 0; i < 20; i++) {
        logits[0] += maps.values()[i] * kernel[i * 2];
        logits[1] += maps.values()[i] * kernel[i * 2 + 1];
      }
      double ahead = logits[1] + bias[1] - logits[0] - bias[0];
      assertThat((double) program.predict(reds(1))[0][1])
          .isCloseTo(1 / (1 + Math.exp(-ahead)), within(1e-5));
    }
    Cli cli = Cli.run("feature-maps", run, "--layer", 2, "--set", "test").good();
    assertThat(cli.out()).startsWith("5 maps of 2x2 (").contains(", test image 0, ");
    assertThat(run.resolve("feature-maps-2-test-0.png")).isNotEmptyFile();
    assertThat(Cli.run("feature-maps", run, "--layer", 3).err())
        .contains("--layer needs a convolution of graph, 1 to 2, got 3");
    assertThat(Cli.run("feature-maps", table).err())
        .contains("feature-maps needs a network with convolutions, got houses");
  }

  @Test
  void benchmarkOfARun() {
    assertThat(Cli.run("benchmark", table, "--batch-size=4", "--chunks=5").good().out().lines())
        .hasSize(2)
        .last()
        .asString()
        .matches("\\S+ +4 +[\\d.,]+ .*");
  }

  @Test
  void summaryOfARunAModelOrAFile() throws IOException {
    String text = Cli.run("summary", table).good().out();
    assertThat(text).contains("houses").contains("last (Dense)").contains("4");
    Path config = table.resolve("config.json");
    assertThat(Cli.run("summary", config).good().out()).isEqualTo(text);
    Path model = folder.resolve("model.json");
    Files.writeString(model, KerasConfig.write(RunFolder.existing(table).config().model()));
    assertThat(Cli.run("summary", model).good().out()).isEqualTo(text);
    Files.writeString(model, "{\"class_name\": 7}");
    for (Cli odd : Arrays.asList(Cli.run("summary", model), Cli.run("summary", folder))) {
      assertThat(odd.err()).contains(folder.toString()).hasLineCount(1);
      assertThat(odd.code()).isNotZero();
    }
  }
}
