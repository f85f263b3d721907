package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.cli.Cli;
import io.atelier.data.FloatValues;
import io.atelier.data.file.Folder;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.timing.Timings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that begins with the weights of another, on tables of points in rings. */
class FineTunedRunTest {
  @TempDir static Path folder;
  private static Path two;
  private static Path three;
  private static Path source;

  @BeforeAll
  static void train() throws IOException {
    two = rings("two", 2, 1);
    three = rings("three", 3, 2);
    source = folder.resolve("source");
    Path model = folder.resolve("model.json");
    Cli.run("init", two, "--out", model).good();
    Cli.run(
            "train",
            model,
            "--data",
            two,
            "--epochs",
            3,
            "--out",
            source,
            "--learning-rate",
            0.01,
            "--callback",
            "ModelCheckpoint,filepath=kept,every_epochs=2",
            "--callback",
            "CSVLogger,filename=log.csv")
        .good();
  }

  /** Points by how far from the middle they are. */
  private static Path rings(String name, int classes, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder table = new StringBuilder("x,y,ring\n");
    for (int i = 0; i < 300; i++) {
      double square = random.nextDouble();
      double angle = 2 * Math.PI * random.nextDouble();
      table.append(
          "%s,%s,%s%n"
              .formatted(
                  Float.toString((float) (Math.sqrt(square) * Math.cos(angle))),
                  Float.toString((float) (Math.sqrt(square) * Math.sin(angle))),
                  "ring" + (int) (classes * square)));
    }
    return Files.writeString(folder.resolve(name + ".csv"), table);
  }

  private static Map<String, FloatValues> weights(Path run) throws IOException {
    try (Program program = TrainedProgram.open(run, TrainedProgram.execution(config(run)))) {
      return program.weights();
    }
  }

  private static RunConfig config(Path run) throws IOException {
    return RunFolder.existing(run).config();
  }

  @Test
  void callbacksOfARunWriteIntoItsFolderAndStandInItsSettings() throws IOException {
    assertThat(source.resolve("kept").toFile().list()).containsExactly("epoch-000002");
    assertThat(Files.readAllLines(source.resolve("log.csv")))
        .hasSize(4)
        .first()
        .isEqualTo("epoch,accuracy,learning_rate,loss,val_accuracy,val_loss");
    assertThat(config(source).training().callbacks()).hasSize(2);
    assertThat(Files.readString(source.resolve("config.json"))).contains("\"CSVLogger\"");
  }

  @Test
  void beginsWithTheWeightsAndSaysWhichBeginAnew() throws IOException {
    Path tuned = folder.resolve("tuned");
    Cli cli =
        Cli.run(
                "train",
                "--from",
                source,
                "--data",
                three,
                "--freeze",
                "dense",
                "--freeze",
                "dense_1",
                "--epochs",
                1,
                "--optimizer",
                "sgd",
                "--out",
                tuned)
            .good();
    assertThat(cli.err())
        .contains("The last layer is replaced by one that fits")
        .contains(
            "4 of 6 weights are taken from %s; these begin anew: dense_2/kernel, dense_2/bias"
                .formatted(source));
    RunConfig config = config(tuned);
    assertThat(config.training().from()).isEqualTo(source.toString());
    assertThat(config.data().classNames()).containsExactly("ring0", "ring1", "ring2");
    assertThat(config.model().layers().stream().filter(Layer::trainable).count())
        .isEqualTo(config.model().layers().size() - 2L);
    Map<String, FloatValues> before = weights(source);
    Map<String, FloatValues> after = weights(tuned);
    assertThat(after.get("dense/kernel")).isEqualTo(before.get("dense/kernel"));
    assertThat(after.get("dense_1/bias")).isEqualTo(before.get("dense_1/bias"));
    assertThat(after.get("dense_2/bias").shape()).containsExactly(3);
  }

  /** Killed in its first epoch, with the run gone that it began with. */
  @Test
  void goesOnToTheSameBitsWithoutTheOtherRun() throws IOException {
    Path other = folder.resolve("other");
    copy(source, other);
    RunConfig config =
        config(other).with(config(other).training().from(other.toString()).withEpochs(2));
    Path whole = folder.resolve("whole");
    fit(config, whole, epoch -> false);
    Path killed = folder.resolve("killed");
    try {
      fit(config, killed, epoch -> epoch == 0);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("killed");
    }
    assertThat(killed.resolve("checkpoints").toFile().list()).containsExactly("epoch-000000");
    Folder.delete(other);
    Cli.run("train", "--resume", killed).good();
    assertThat(weights(killed)).isEqualTo(weights(whole));
    assertThat(killed.resolve("checkpoints").toFile().list()).containsExactly("epoch-000002");
  }

  /** Each epoch that is no better by 100 halves it; killed in the third. */
  @Test
  void aRateThatWasReducedStaysSoWhereverTheRunWasKilled() throws IOException {
    Path whole = folder.resolve("reduced");
    Cli.run(
            "train",
            "--from",
            source,
            "--callback",
            "ReduceLROnPlateau,patience=1,factor=0.5,min_delta=100,cooldown=0",
            "--epochs",
            4,
            "--out",
            whole)
        .good();
    List<List<String>> history = new RunFiles(whole).history();
    assertThat(history.stream().map(row -> row.get(5)))
        .containsExactly("0.01", "0.01", "0.005", "0.0025");
    Path killed = folder.resolve("killed after a reduction");
    try {
      fit(config(whole), killed, epoch -> epoch == 2);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("killed");
    }
    Cli.run("train", "--resume", killed).good();
    assertThat(weights(killed)).isEqualTo(weights(whole));
    assertThat(new RunFiles(killed).learned()).isEqualTo(new RunFiles(whole).learned());
  }

  @Test
  void aCheckpointInsideARunIsBegunWithToo() {
    Cli cli =
        Cli.run(
                "train",
                "--from",
                source.resolve("kept/epoch-000002"),
                "--epochs",
                1,
                "--out",
                folder.resolve("from checkpoint"))
            .good();
    assertThat(cli.err()).contains("6 of 6 weights are taken from").contains("none begins anew");
  }

  @Test
  void anExtendedRunComesToTheBitsOfALongerOne() throws IOException {
    Path longer = folder.resolve("longer");
    RunConfig config = config(source).with(config(source).training().withEpochs(5));
    fit(config, longer, epoch -> false);
    Path extended = folder.resolve("extended");
    copy(source, extended);
    Cli.run("train", "--resume", extended, "--epochs", 5).good();
    assertThat(weights(extended)).isEqualTo(weights(longer));
    assertThat(new RunFiles(extended).learned()).isEqualTo(new RunFiles(longer).learned());
    assertThat(new RunFiles(extended).report().get("epochs_run").asInt()).isEqualTo(5);
    assertThat(Cli.run("train", "--resume", extended, "--epochs", 5).good().err())
        .endsWith("is finished: nothing is left to train.\n");
    Cli fewer = Cli.run("train", "--resume", extended, "--epochs", 2);
    assertThat(fewer.code()).isEqualTo(1);
    assertThat(fewer.err())
        .isEqualTo(
            "atelier: %s needs --epochs of at least the 5 that it has, got 2; give more, or train anew in another folder%n"
                .formatted(extended));
  }

  @Test
  void wrongFlagsAreRefusedByName() {
    Cli alone =
        Cli.run("train", "--data", two, "--model", folder.resolve("model.json"), "--freeze", "x");
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).startsWith("atelier: --freeze needs --from RUN, got none");
    Cli nothing = Cli.run("train", "--from", source, "--freeze", "conv*");
    assertThat(nothing.err()).contains("needs the name of one of its layers").contains("got conv*");
    Cli noRun = Cli.run("train", "--from", folder);
    assertThat(noRun.err()).contains("is not a run folder");
    Cli frozenHead = Cli.run("train", "--from", source, "--data", three, "--freeze", "*");
    assertThat(frozenHead.err()).contains("--freeze needs to leave the last layer");
    Cli unknown = Cli.run("train", "--from", source, "--callback", "ReduceLROnPlatau");
    assertThat(unknown.err()).contains("ReduceLROnPlateau");
    Cli early = Cli.run("train", "--from", source, "--callback", "EarlyStopping,patience=3");
    assertThat(early.err()).contains("--patience N");
  }

  private interface Kill {
    boolean in(int epoch);
  }

  private record Killer(Kill kill) implements TrainingListener {
    @Override
    public Verdict progressed(Progress progress) {
      if (kill.in(progress.epoch())) {
        throw new IllegalStateException("killed");
      }
      return Verdict.CONTINUE;
    }

    @Override
    public Verdict epochEnded(History history, Learner learner) {
      return Verdict.CONTINUE;
    }
  }

  private static void fit(RunConfig config, Path path, Kill kill) throws IOException {
    LoadedData data = LoadedData.load(config.data(), Optional.empty(), (what, done, total) -> {});
    Run run =
        new Run(
            config, data, path, List.of(new Killer(kill)), () -> false, Timings.sinceJvmStart());
    RunData examples = RunData.of(data.set(), config.data()).shapedFor(config.model());
    var unused = run.fit(examples, config.training().epochs());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
