package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.ByteValues;
import io.atelier.data.FloatValues;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.json.Json;
import io.atelier.lab.run.FeatureMaps;
import io.atelier.lab.run.RunFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code atelier feature-maps}. */
class FeatureMapsTest {
  @TempDir static Path folder;

  /** Folders as a training leaves them, with weights that the run's own seed does not draw. */
  @BeforeAll
  static void writesRuns() throws IOException {
    save("cnn-medium-32-64", folder.resolve("cnn"));
    save("mlp-small-64", folder.resolve("mlp"));
  }

  private static void save(String model, Path run) throws IOException {
    Files.createDirectories(run.resolve("checkpoints"));
    // As a version wrote them that kept no record of the training.
    Files.writeString(run.resolve("config.json"), settings(model, 7).toString());
    RunConfig elsewhere = RunConfigs.of(settings(model, 8));
    try (Program program = elsewhere.compile(Optional.empty(), Optional.empty())) {
      program.save(run.resolve("checkpoints/epoch-000001"));
    }
  }

  private static ObjectNode settings(String model, long seed) {
    return Json.MAPPER
        .createObjectNode()
        .put("model", model)
        .put("optimizer", "adam")
        .put("epochs", 1)
        .put("patience", 0)
        .put("seed", seed)
        .put("limit", 100)
        .put("device", "cpu");
  }

  @Test
  void mapsAreTheConvolutionOfTheImageAsWrittenByHand() throws IOException {
    FashionMnist data = RealData.load();
    RunFolder run = RunFolder.existing(folder.resolve("cnn"));
    RunConfig config = run.config();
    try (Program program = config.compile(Optional.empty(), Optional.empty())) {
      run.restore(program);
      ByteValues image = data.train().images().slice(7, 8);
      FloatValues maps =
          FeatureMaps.of(
              FeatureMaps.upTo(config.model(), 1),
              config.training().training(),
              config.execution().execution(),
              program.weights(),
              image.reshape(28, 28, 1));
      assertThat(maps.shape()).containsExactly(1, 28, 28, 32);
      // A sum of 9 products and a bias rounds 20 times, each time numbers below 10.
      float[] kernel = program.weights().get("conv_2d_layer_1/kernel").values();
      float[] bias = program.weights().get("conv_2d_layer_1/bias").values();
      for (int row = 0; row < 28; row++) {
        for (int column = 0; column < 28; column++) {
          for (int filter = 0; filter < 32; filter++) {
            assertThat((double) maps.values()[(row * 28 + column) * 32 + filter])
                .isCloseTo(
                    byHand(image.values(), kernel, bias[filter], row, column, filter),
                    within(20 * Math.scalb(1.0, -24) * 10));
          }
        }
      }
    }
  }

  private static double byHand(
      byte[] pixels, float[] kernel, double bias, int row, int column, int filter) {
    double sum = bias;
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 3; x++) {
        int i = row + y - 1;
        int j = column + x - 1;
        if (i >= 0 && i < 28 && j >= 0 && j < 28) {
          sum += Byte.toUnsignedInt(pixels[i * 28 + j]) / 255.0 * kernel[(y * 3 + x) * 32 + filter];
        }
      }
    }
    return Math.max(0, sum);
  }

  @Test
  void drawsTheSecondConvolutionOfATestImage() throws IOException {
    Path file = folder.resolve("maps.png");
    Cli cli =
        Cli.run(
                "feature-maps",
                folder.resolve("cnn"),
                "--layer",
                2,
                "--set",
                "test",
                "--index",
                9999,
                "--out",
                file)
            .good();
    assertThat(cli.out())
        .isEqualTo(
            "64 maps of 14x14 (conv_2d_layer_2, test image 9999, Sandal): "
                + file
                + System.lineSeparator());
    BufferedImage image = ImageIO.read(file.toFile());
    // Eight by eight, each 168 wide with 12 between.
    assertThat(image.getWidth()).isEqualTo(8 * 180 - 12);
    assertThat(image.getHeight()).isEqualTo(8 * 180 - 12);
  }

  @Test
  void drawsTheFirstTrainingImageIntoTheRunIfNothingIsSaid() {
    Cli cli = Cli.run("feature-maps", folder.resolve("cnn")).good();
    assertThat(cli.out())
        .startsWith("32 maps of 28x28 (conv_2d_layer_1, train image 0, Ankle boot)");
    assertThat(folder.resolve("cnn/feature-maps-1-train-0.png")).isNotEmptyFile();
  }

  @Test
  void refusesAConvolutionThatIsNotThere() {
    refuses("--layer needs a convolution of cnn-medium-32-64, 1 to 2, got 3.", "cnn", "--layer", 3);
    refuses("--layer needs a convolution of cnn-medium-32-64, 1 to 2, got 0.", "cnn", "--layer", 0);
  }

  @Test
  void refusesAnImageThatIsNotThere() {
    refuses("--index needs a place from 0 to 59999, got 60000.", "cnn", "--index", 60_000);
    refuses("--index needs a place from 0 to 59999, got -1.", "cnn", "--index", -1);
    refuses(
        "--index needs a place from 0 to 9999, got 10000.",
        "cnn",
        "--set",
        "test",
        "--index",
        10_000);
  }

  @Test
  void refusesANetworkWithoutConvolutions() {
    refuses(
        "feature-maps needs a network with convolutions, got mlp-small-64; name a run of a CNN.",
        "mlp");
  }

  @Test
  void namesAFileThatCannotBeWritten() {
    Path out = folder.resolve("missing/maps.png");
    Cli cli = Cli.run("feature-maps", folder.resolve("cnn"), "--out", out);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            "atelier: --out needs a file that can be written, got %s; choose another place%n"
                .formatted(out));
  }

  private static void refuses(String message, String run, Object... more) {
    Object[] arguments = new Object[2 + more.length];
    arguments[0] = "feature-maps";
    arguments[1] = folder.resolve(run);
    System.arraycopy(more, 0, arguments, 2, more.length);
    Cli cli = Cli.run(arguments);
    assertThat(cli.err())
        .isEqualTo("atelier: %s See 'atelier feature-maps --help'.%n".formatted(message));
    assertThat(cli.code()).isEqualTo(2);
  }
}
