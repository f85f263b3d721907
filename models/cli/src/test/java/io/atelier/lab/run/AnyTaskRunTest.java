package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.cli.Cli;
import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanAbsoluteError;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.Adam;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.StoppingConfig;
import io.atelier.lab.config.TrainingConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.report.Report;
import io.atelier.lab.timing.Timings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that tell no ten classes of gray pictures apart: their reports and evaluations. */
class AnyTaskRunTest {
  @TempDir Path folder;

  /** {@code price = 3 * rooms + 10 if in town}, which a linear model learns. */
  private Path homes(String name, int rows, boolean townFirst) throws IOException {
    StringBuilder table =
        new StringBuilder(townFirst ? "place,rooms,price\n" : "rooms,place,price\n");
    for (int i = 0; i < rows; i++) {
      int rooms = 1 + i * 7 % 5;
      boolean town = i % 3 == 0;
      String place = town ? "town" : "land";
      table
          .append(townFirst ? place + "," + rooms : rooms + "," + place)
          .append(",")
          .append(3 * rooms + (town ? 10 : 0))
          .append(".5\n");
    }
    return Files.writeString(folder.resolve(name), table);
  }

  private static RunConfig config(
      String source, Model model, Loss loss, List<Metric> metrics, int epochs, double rate) {
    return new RunConfig(
        DataConfig.of(source),
        model,
        new TrainingConfig(new Adam(rate), loss, metrics, 16, epochs, 1),
        StoppingConfig.NONE,
        ExecutionConfig.DEFAULT);
  }

  private Path train(RunConfig config, LoadedData data) throws IOException {
    Path path = folder.resolve("run");
    Report report = run(config, data, path).train();
    assertThat(report.test()).isNotNull();
    return path;
  }

  private static Run run(RunConfig config, LoadedData data, Path path) {
    return new Run(config, data, path, List.of(), () -> false, Timings.sinceNow());
  }

  private static LoadedData load(RunConfig config) throws IOException {
    return LoadedData.load(config.data(), Optional.empty(), (name, bytes, total) -> {});
  }

  @Test
  void numbersHaveErrorsAndChartsOfThem() throws IOException {
    Path homes = homes("homes.csv", 300, false);
    RunConfig config =
        config(
            homes.toString(),
            Model.of("homes", Input.floats(3), new Dense(1, Activation.LINEAR)),
            new MeanSquaredError(),
            List.of(new LossMetric("mean_absolute_error", new MeanAbsoluteError())),
            60,
            0.05);
    LoadedData data = load(config);
    Path run = train(config, data);
    JsonNode report = new RunFiles(run).report();
    assertThat(report.get("test").fieldNames())
        .toIterable()
        .containsExactly("loss", "mean_absolute_error");
    JsonNode numbers = report.get("numbers").get(0);
    assertThat(numbers.get("mean_absolute_error").asDouble())
        .isCloseTo(
            report.at("/test/mean_absolute_error").asDouble(),
            org.assertj.core.data.Percentage.withPercentage(0.1));
    assertThat(numbers.get("r2").asDouble()).isBetween(0.9, 1.0);
    assertThat(report.get("confusion_matrix").isNull()).isTrue();
    assertThat(Files.readAllLines(run.resolve("history.csv")).get(0))
        .isEqualTo(
            "epoch,loss,mean_absolute_error,val_loss,val_mean_absolute_error,learning_rate,seconds");
    assertThat(run.resolve("report.html"))
        .content()
        .contains(
            "Test mean absolute error <b>",
            "The mean absolute error curve over the epochs.",
            "Predicted over actual values",
            "which residual",
            "examples/s")
        .doesNotContain("Confusion", "accuracy", "Fashion", "test images");

    String whole = Files.readString(run.resolve("report.html"));
    Files.delete(run.resolve("report.html"));
    assertThat(run(config, data, run).resume().numbers()).isNotNull();
    assertThat(run.resolve("report.html")).content().isEqualTo(whole);

    Cli evaluated = Cli.run("evaluate", run).good();
    assertThat(evaluated.out())
        .startsWith("Test mean absolute error ")
        .contains("\ntarget: mean absolute error ", "root mean squared error", "R2 1.000");
    assertThat(Cli.run("evaluate", run, "--set", "train").good().out())
        .startsWith("Training mean absolute error ");
    assertThat(Cli.run("evaluate", run, "--set", "validation").good().out())
        .startsWith("Validation mean absolute error ");

    // Another table, its columns in another order and without a town: only the encoding of the
    // training tells which inputs the model has.
    Path other = folder.resolve("other.csv");
    Files.writeString(other, "place,rooms,price\nland,2,6.5\nland,4,12.5\n");
    Files.move(homes, folder.resolve("moved.csv"));
    Cli others = Cli.run("evaluate", run, "--data", other).good();
    assertThat(others.err()).contains("Evaluated on 2 examples of " + other);
    assertThat(others.out()).startsWith("Test mean absolute error 0.").contains("R2 ");
    assertThat(Cli.run("evaluate", run, "--data", folder.resolve("moved.csv")).good().out())
        .as("the same file at another place is split as before")
        .isEqualTo(evaluated.out());

    Files.writeString(other, "place,rooms\nland,2\n");
    Cli refused = Cli.run("evaluate", run, "--data", other);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("needs a column price, the right answers, got [place, rooms]");
    Files.writeString(homes, "rooms,place,price\n1,town,3.5\n2,land,4\n1,land,2\n");
    refused = Cli.run("evaluate", run);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("needs to hold what the run was trained on, got other files (homes.csv)");
  }

  /** Red, green and blue squares of colour, not square, of somewhat different brightness. */
  private Path colours(String name, int each, String... classes) throws IOException {
    for (String label : classes) {
      Path of = Files.createDirectories(folder.resolve(name).resolve(label));
      int channel = List.of("red", "green", "blue").indexOf(label);
      for (int i = 0; i < each; i++) {
        BufferedImage image = new BufferedImage(12, 8, BufferedImage.TYPE_INT_RGB);
        int level = 90 + 5 * i % 160;
        for (int pixel = 0; pixel < 96; pixel++) {
          image.setRGB(pixel % 12, pixel / 12, (level << (16 - 8 * channel)) | ((pixel % 12) << 8));
        }
        ImageIO.write(image, "png", of.resolve(i + ".png").toFile());
      }
    }
    return folder.resolve(name);
  }

  @Test
  void classesOfColourPicturesHaveAMatrixAndTheirMistakes() throws IOException {
    Path pictures = colours("colours", 20, "blue", "green", "red");
    RunConfig config =
        config(
            pictures.toString(),
            Model.of(
                "colours",
                Input.bytes(8, 12, 3),
                new Rescaling(1, 255),
                new Flatten(),
                new Dense(3, Activation.SOFTMAX)),
            new SparseCategoricalCrossEntropy(),
            List.of(new Accuracy()),
            1,
            1e-6);
    Path run = train(config, load(config));
    JsonNode report = new RunFiles(run).report();
    assertThat(report.get("worst_mistakes")).as("hardly trained, it errs").isNotEmpty();
    assertThat(report.get("confusion_matrix")).hasSize(3);
    assertThat(run.resolve("report.html"))
        .content()
        .contains(
            "Confusion matrix",
            ">green<",
            "Test accuracy <b>",
            "<img alt=\"The test images of the highest loss")
        .doesNotContain("Fashion");

    Cli evaluated = Cli.run("evaluate", run).good();
    assertThat(evaluated.out())
        .startsWith("Test accuracy ")
        .contains("actual \\ predicted ", "examples precision    recall        F1");

    // Other pictures of two of the classes: their numbers are others than in the training.
    Path others = colours("others", 7, "green", "red");
    List<String> lines = Cli.run("evaluate", run, "--data", others).good().out().lines().toList();
    assertThat(counts(lines, "actual \\ predicted ")).containsExactly(0L, 7L, 7L);

    Path strange = Files.createDirectories(folder.resolve("strange"));
    Files.move(others.resolve("red"), strange.resolve("rot"));
    Cli refused = Cli.run("evaluate", run, "--data", strange);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("needs the classes that the run knows, [blue, green, red], got rot");
  }

  /** {@return how many examples each row of a printed matrix has} */
  private static List<Long> counts(List<String> lines, String header) {
    List<Long> rows = new ArrayList<>();
    int at = 1;
    while (!lines.get(at - 1).startsWith(header)) {
      at++;
    }
    for (; at < lines.size() && !lines.get(at).isBlank(); at++) {
      long sum = 0;
      for (String cell : lines.get(at).substring(18).strip().split("\\s+", -1)) {
        sum += Long.parseLong(cell);
      }
      rows.add(sum);
    }
    return rows;
  }

  @Test
  void severalLabelsHaveScoresEach() throws IOException {
    int count = 120;
    float[] inputs = new float[count * 2];
    byte[] labels = new byte[count * 2];
    for (int i = 0; i < count; i++) {
      inputs[2 * i] = i % 7 - 3;
      inputs[2 * i + 1] = i % 5 - 2;
      labels[2 * i] = (byte) (inputs[2 * i] > 0 ? 1 : 0);
      labels[2 * i + 1] = (byte) (inputs[2 * i + 1] > 0 ? 1 : 0);
    }
    DataSet set =
        new DataSet(
            "weather",
            new Examples(FloatValues.of(inputs, count, 2), ByteValues.of(labels, count, 2)),
            Optional.empty(),
            Optional.empty(),
            List.of("sun", "sea"),
            Map.of());
    RunConfig config =
        config(
            "weather",
            Model.of("weather", Input.floats(2), new Dense(2, Activation.SIGMOID)),
            new BinaryCrossEntropy(),
            List.of(),
            30,
            0.05);
    Path run = train(config, LoadedData.of(set, folder));
    JsonNode counts = new RunFiles(run).report().get("class_counts");
    assertThat(counts).hasSize(2);
    assertThat(counts.get(0).get("right").asInt()).isBetween(5, 24);
    assertThat(run.resolve("report.html"))
        .content()
        .contains("Labels on the test set", "<td>sea</td>", "Test loss ")
        .doesNotContain("Confusion", "accuracy");
  }
}
