package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.cli.Cli;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.lab.config.ClassWeight;
import io.atelier.lab.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose rows, classes and metrics are weighed, and which ends with its best epoch. */
class WeighedRunTest {
  private static final Pattern LOSS = Pattern.compile("loss ([0-9.E-]+)");

  private static final String RARE =
      "training.weighted_metrics=[{\"class_name\": \"Recall\", \"config\": {\"class_id\": 1, \"name\": \"rare\"}}]";

  @TempDir static Path folder;
  private static Path model;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    model =
        Files.writeString(
            folder.resolve("model.json"),
            KerasConfig.write(
                Model.of(
                    "small",
                    Input.floats(2),
                    new Dense(4, Activation.RELU),
                    new Dense(2, Activation.SOFTMAX))));
    run = folder.resolve("run");
    Cli.run(
            "train",
            model,
            "--data",
            table("first", "x,y,importance,kind", 2, 1),
            "--weights",
            "importance",
            "--set",
            RARE,
            "--set",
            "training.optimizer.use_ema=true",
            "--learning-rate",
            0.01,
            "--epochs",
            2,
            "--patience",
            5,
            "--restore-best",
            "--out",
            run)
        .good();
  }

  /** Points left or right, the last kind rare; the importance is 2. */
  private static Path table(String name, String columns, int kinds, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder table = new StringBuilder(columns).append('\n');
    for (int i = 0; i < 200; i++) {
      int kind = i % 5 == 0 ? kinds - 1 : i % (kinds - 1);
      table.append(
          "%s,%s,%skind%s%n"
              .formatted(
                  Float.toString((float) (kind + random.nextDouble())),
                  Float.toString((float) random.nextDouble()),
                  columns.contains("importance") ? "2," : "",
                  Integer.toString(kind)));
    }
    return Files.writeString(folder.resolve(name + ".csv"), table);
  }

  private static double loss(Cli evaluated) {
    Matcher loss = LOSS.matcher(evaluated.good().out());
    assertThat(loss.find()).as(evaluated.out()).isTrue();
    return Double.parseDouble(loss.group(1));
  }

  @Test
  void isFinishedWithItsWeightedMetrics() throws IOException {
    assertThat(new RunFiles(run).report().at("/test/rare").isNumber()).isTrue();
    assertThat(Cli.run("train", "--resume", run).good().err()).contains("is finished");
    assertThat(Cli.run("evaluate", run).good().out()).contains("rare");
  }

  /** The best epoch is the last: its weights are kept, and nothing is told of averages. */
  @Test
  void endsWithItsLastEpochWhereThatIsItsBest() throws IOException {
    List<List<String>> history = new RunFiles(run).history();
    double first = Double.parseDouble(history.get(0).get(4));
    assertThat(Double.parseDouble(history.get(1).get(4))).isLessThan(first);
    assertThat(run.resolve("checkpoints").toFile().list()).containsExactly("epoch-000002");
    assertThat(run.resolve("run.log")).content().doesNotContain("moving averages");
  }

  @Test
  void isEvaluatedOnOtherRowsByTheirWeights() throws IOException {
    Cli weighed = Cli.run("evaluate", run, "--data", table("other", "x,y,importance,kind", 2, 2));
    Cli plain = Cli.run("evaluate", run, "--data", table("plain", "x,y,kind", 2, 2));
    assertThat(plain.err()).contains("has no column of weights importance, so all its rows count");
    assertThat(weighed.err()).doesNotContain("no column of weights");
    assertThat(loss(weighed)).isCloseTo(2 * loss(plain), within(1e-5));
  }

  @Test
  void leavesItsClassWeightsToItsOwnData() throws IOException {
    Path classed = folder.resolve("classed");
    Cli.run(
            "train",
            model,
            "--data",
            table("two", "x,y,kind", 2, 2),
            "--set",
            "training.class_weight=balanced",
            "--set",
            RARE,
            "--epochs",
            1,
            "--out",
            classed)
        .good();
    assertThat(RunFolder.existing(classed).config().training().classWeight().weights().byClass())
        .containsEntry(0, 0.625)
        .containsEntry(1, 2.5);
    Path tuned = folder.resolve("tuned");
    Cli.run(
            "train",
            "--from",
            classed,
            "--data",
            table("three", "x,y,kind", 3, 2),
            "--epochs",
            1,
            "--out",
            tuned)
        .good();
    TrainingConfig training = RunFolder.existing(tuned).config().training();
    assertThat(training.classWeight()).isEqualTo(ClassWeight.NONE);
    assertThat(training.weightedMetrics()).isEmpty();
    assertThat(training.metricNames()).containsExactly("accuracy");
    Path weighed = folder.resolve("weighed.json");
    Files.writeString(weighed, "{\"training\": {\"class_weight\": {\"2\": 3.0}}}");
    Path again = folder.resolve("again");
    Cli.run(
            "train",
            "--from",
            classed,
            "--config",
            weighed,
            "--data",
            folder.resolve("three.csv"),
            "--epochs",
            1,
            "--out",
            again)
        .good();
    assertThat(RunFolder.existing(again).config().training().classWeight().weights().byClass())
        .containsEntry(2, 3.0)
        .hasSize(1);
  }

  @Test
  void balancedClassesAreRefusedWhereNumbersArePredicted() throws IOException {
    Path numbers = Files.writeString(folder.resolve("numbers.csv"), "x,y,z\n1,2,3.5\n4,5,6.5\n");
    Cli refused =
        Cli.run(
            "train",
            model,
            "--data",
            numbers,
            "--set",
            "training.loss={\"class_name\": \"MeanSquaredError\"}",
            "--set",
            "training.class_weight=balanced",
            "--set",
            "data.validation_split=0");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "atelier: training.class_weight \"balanced\" needs data of one class for each example, got numbers, which has numbers to predict; leave it out");
  }

  @Test
  void filesOfTheRunAreNoCallbacks() {
    Path out = folder.resolve("own");
    for (String path : List.of("config.json", "./checkpoints", out.resolve("history.csv") + "")) {
      Cli refused =
          Cli.run(
              "train",
              "--from",
              run,
              "--callback",
              "CSVLogger,filename=" + path,
              "--epochs",
              1,
              "--out",
              out);
      assertThat(refused.code()).isNotZero();
      assertThat(refused.err())
          .contains("training.callbacks need a path of their own each, got " + path)
          .contains("which the run writes itself; give another, such as log.csv");
      assertThat(out.resolve("history.csv")).doesNotExist();
    }
  }
}
