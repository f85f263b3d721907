package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.cli.Cli;
import io.atelier.cli.RealData;
import io.atelier.data.Examples;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.RunData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a training ends, validates or goes wrong, on real images. */
class StoppingRunTest {
  @TempDir Path folder;
  private Cli trained;

  @Test
  void earlyStoppingSaysWhichEpochWasBestAndKeepsTheLastWeights() throws IOException {
    RunFiles run = overfitted();
    List<Double> losses = validationLosses(run);
    assertThat(savedLoss(run)).isCloseTo(losses.get(losses.size() - 1), within(1e-6));
    assertKept(run, losses.size());
    assertThat(trained.out()).doesNotContain("Weights of epoch");
    assertStopped(run, losses);
  }

  @Test
  void restoreBestSavesTheWeightsOfTheBestEpoch() throws IOException {
    RunFiles run = overfitted("--restore-best");
    List<Double> losses = validationLosses(run);
    double best = Collections.min(losses);
    assertThat(losses.get(losses.size() - 1)).isGreaterThan(best + 1e-4);
    assertThat(savedLoss(run)).isCloseTo(best, within(1e-6));
    assertKept(run, losses.indexOf(best) + 1);
    assertStopped(run, losses);
  }

  @Test
  void restoreBestSavesTheBestEpochEvenIfPatienceEndsWithTheLastEpoch() throws IOException {
    int stopped = overfitted("--restore-best").history().size();
    RunFiles run = overfittedFor(stopped, "run-of-just-enough-epochs", "--restore-best");
    List<Double> losses = validationLosses(run);
    assertThat(savedLoss(run)).isCloseTo(Collections.min(losses), within(1e-6));
    assertStopped(run, losses);
  }

  @Test
  void withoutAValidationSplitThereIsNoValidation() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("settings.json"),
            "{\"model\": \"mlp-small-64\", \"epochs\": 3, \"limit\": 500, \"validationSplit\": 0}");
    RunFiles run = new RunFiles(folder.resolve("run"));
    Cli cli = Cli.run("train", "--config", settings, "--epochs", 1, "--out", run.path()).good();
    assertThat(run.history()).hasSize(1);
    assertThat(run.history().get(0).subList(3, 5)).containsExactly("", "");
    assertThat(run.report().get("validation").isNull()).isTrue();
    assertThat(cli.err()).contains("Epoch 1/1 ").doesNotContain("val_");
    RunConfig config = new RunFolder(run.path()).config();
    assertThat(List.of(config.training().epochs(), config.data().limit())).containsExactly(1, 500);
    assertThat(config.training().optimizer()).isEqualTo(new Sgd(new ConstantRate(0.01), 0.8, true));
  }

  @Test
  void restoreBestSavesTheBestEpochAlsoWhenAllEpochsAreTrained() throws IOException {
    int stopped = overfitted("--restore-best").history().size();
    RunFiles run = overfittedFor(stopped - 1, "run of one epoch less", "--restore-best");
    List<Double> losses = validationLosses(run);
    int best = losses.indexOf(Collections.min(losses)) + 1;
    assertThat(List.of(best, losses.size())).containsExactly(stopped - 2, stopped - 1);
    assertThat(savedLoss(run)).isCloseTo(losses.get(best - 1), within(1e-6));
    assertThat(run.report().get("stopped").asText()).isEqualTo("all epochs trained");
    assertKept(run, best);
    String accuracy = "%.4f".formatted(Double.parseDouble(run.history().get(best - 1).get(4)));
    String loss = "%.4f".formatted(losses.get(best - 1));
    assertThat(trained.out())
        .contains(
            " after " + losses.size() + " epochs (all epochs trained)\n",
            "Weights of epoch %s: validation accuracy %s, loss %s\n"
                .formatted(best, accuracy, loss));
    assertThat(run.path().resolve("report.html"))
        .content()
        .contains(
            "The weights are those of epoch %s: validation accuracy %s, validation loss %s."
                .formatted(best, accuracy, loss));
    // What is finished stays so.
    assertThat(Cli.run("train", "--resume", run.path()).good().err()).contains("is finished");
    assertThat(run.path().resolve("checkpoints").toFile().list())
        .containsExactly("epoch-%06d-restored".formatted(losses.size()));
    assertKeepsItsRuleIfBegunBeforeItWasRecorded(run);
  }

  private void assertKeepsItsRuleIfBegunBeforeItWasRecorded(RunFiles run) throws IOException {
    Path old = Files.createDirectory(folder.resolve("old"));
    RunConfig config = new RunFolder(run.path()).config();
    // As a version wrote it that had all settings in a row, and no such rule.
    String recorded =
        """
        {"model": "mlp-small-64", "epochs": %s, "batchSize": 32, "optimizer": "sgd",
         "learningRate": 0.1, "momentum": 0.8, "dropout": 0.0, "patience": 2, "restoreBest": true,
         "initializer": "glorot-uniform", "seed": 0, "validationSplit": 0.1, "development": false,
         "limit": 1000, "device": "auto", "threads": 0, "memory": 0}
        """
            .formatted(config.training().epochs());
    Files.writeString(old.resolve("config.json"), recorded);
    Cli.run("train", "--resume", old).good();
    RunFiles resumed = new RunFiles(old);
    assertThat(resumed.learned()).isEqualTo(run.learned());
    List<Double> losses = validationLosses(resumed);
    assertThat(savedLoss(resumed)).isCloseTo(losses.get(losses.size() - 1), within(1e-6));
    assertKept(resumed, losses.size());
    assertThat(Files.readString(old.resolve("config.json"))).isEqualTo(recorded);
  }

  /** The report's validation numbers are those of the epoch whose weights it tells of. */
  private static void assertKept(RunFiles run, int epoch) throws IOException {
    assertThat(run.report().get("weights_of_epoch").asInt()).isEqualTo(epoch);
    List<String> row = run.history().get(epoch - 1);
    assertThat((float) run.report().at("/validation/loss").asDouble())
        .isEqualTo(Float.parseFloat(row.get(3)));
    assertThat((float) run.report().at("/validation/accuracy").asDouble())
        .isEqualTo(Float.parseFloat(row.get(4)));
  }

  @Test
  void aTrainingThatDivergedFailsInOneLineAndKeepsItsHistory() throws IOException {
    RunFiles run = new RunFiles(folder.resolve("run"));
    Object[] arguments = {
      "train",
      "mlp-small-64",
      "--learning-rate",
      "1e30",
      "--epochs",
      3,
      "--limit",
      200,
      "--out",
      run.path()
    };
    Cli failed = Cli.run(arguments);
    String line =
        "atelier: "
            + run.path()
            + " diverged: the loss was NaN in epoch 1; train again with a smaller --learning-rate"
            + " than 1.0E30. The epochs are in its history.csv\n";
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).endsWith("\n" + line).doesNotContain("\tat ");
    assertThat(run.history()).hasSize(1);
    assertThat(run.history().get(0).get(1)).isEqualTo("NaN");
    assertThat(run.report().get("stopped").asText())
        .isEqualTo("diverged: the loss was NaN in epoch 1");
    assertThat(run.report().get("test").isNull()).isTrue();
    assertThat(run.report().get("validation").isNull()).isTrue();
    assertThat(run.path().resolve("report.json")).content().doesNotContain("NaN\"", "Infinity");
    assertThat(run.path().resolve("report.html"))
        .content()
        .contains("The training diverged")
        .doesNotContain("no fonts");
    assertThat(run.path().resolve("saved_model")).doesNotExist();

    Cli resumed = Cli.run("train", "--resume", run.path());
    assertThat(resumed.code()).isEqualTo(1);
    assertThat(resumed.err()).endsWith(line);
    assertThat(run.history()).hasSize(1);
    for (List<Object> command :
        List.<List<Object>>of(
            List.of("evaluate", run.path()),
            List.of("predict", run.path(), "--index", 0),
            List.of("export", run.path(), folder.resolve("exported")))) {
      Cli useless = Cli.run(command.toArray());
      assertThat(useless.code()).as("%s", command).isEqualTo(1);
      assertThat(useless.out()).isEmpty();
      assertThat(useless.err())
          .endsWith(
              "atelier: "
                  + run.path()
                  + " needs weights that give finite numbers, got NaN: its training diverged; train"
                  + " again with a smaller --learning-rate\n");
    }
  }

  @Test
  void aTrainingOfOneGoodEpochThatDivergesWithoutValidationFailsToo() throws IOException {
    // The one step of the epoch has a finite loss; it makes the weights as large as its rate.
    RunFiles run = new RunFiles(folder.resolve("run"));
    Cli failed =
        Cli.run(
            "train",
            "mlp-small-64",
            "--learning-rate",
            "1e30",
            "--epochs",
            1,
            "--limit",
            30,
            "--validation-split",
            0,
            "--out",
            run.path());
    assertThat(Double.parseDouble(run.history().get(0).get(1))).isFinite();
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err())
        .contains(
            " diverged: the loss on the test examples was no finite number after epoch 1; train again"
                + " with a smaller --learning-rate than 1.0E30.");
    Cli useless = Cli.run("predict", run.path(), "--index", 0);
    assertThat(useless.code()).isEqualTo(1);
    assertThat(useless.err()).contains(" needs weights that give finite numbers, got ");
  }

  /** Too high a rate on few images: the validation loss turns soon. */
  private RunFiles overfitted(String... more) {
    return overfittedFor(90, "run", more);
  }

  private RunFiles overfittedFor(int epochs, String name, String... more) {
    RunFiles run = new RunFiles(folder.resolve(name));
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "mlp-small-64",
                "--learning-rate",
                0.1,
                "--patience",
                2,
                "--epochs",
                epochs,
                "--limit",
                1000,
                "--out",
                run.path()));
    arguments.addAll(List.of(more));
    trained = Cli.run(arguments.toArray()).good();
    return run;
  }

  private static void assertStopped(RunFiles run, List<Double> losses) throws IOException {
    assertThat(losses.size()).isLessThan(90);
    int best = losses.indexOf(Collections.min(losses)) + 1;
    assertThat(losses).hasSize(best + 2);
    assertThat(run.report().get("epochs_run").asInt()).isEqualTo(losses.size());
    assertThat(run.report().get("stopped").asText())
        .isEqualTo(
            "early stopping after epoch %s: val_loss was best in epoch %s"
                .formatted(losses.size(), best));
  }

  private static List<Double> validationLosses(RunFiles run) throws IOException {
    return run.history().stream().map(row -> Double.parseDouble(row.get(3))).toList();
  }

  private static double savedLoss(RunFiles run) throws IOException {
    RunFolder saved = new RunFolder(run.path());
    RunConfig config = saved.config();
    Examples validation =
        RunData.of(RealData.loaded().set(), config.data())
            .shapedFor(config.model())
            .validation()
            .orElseThrow();
    try (Program program = Program.compile(config.model(), config.training().training())) {
      saved.restore(program);
      return program.evaluate(validation).loss();
    }
  }
}
