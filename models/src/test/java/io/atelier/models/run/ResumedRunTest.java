package io.atelier.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.FloatValues;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import io.atelier.models.cli.Cli;
import io.atelier.models.cli.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that ended early and goes on is the run that did not end. */
class ResumedRunTest {
  /** With all that a training keeps: dropout, Adam's slots, its rate's step, a rest of a batch. */
  private static final RunConfig CONFIG =
      config(
          "{'model': 'mlp-small-64', 'optimizer': 'adam', 'dropout': 0.2, 'limit': 700, 'epochs':"
              + " 4}");

  /** Too high a rate on few images: the validation loss turns soon. */
  private static final RunConfig OVERFITTED =
      config(
          "{'model': 'mlp-small-64', 'learningRate': 0.1, 'limit': 1000, 'patience': 3,"
              + " 'restoreBest': true}");

  @TempDir static Path runs;

  private static FashionMnist data;
  private static final Map<RunConfig, FashionData> EXAMPLES = new HashMap<>();
  private static Path whole;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    data = RealData.load();
    whole = runs.resolve("whole");
    fit(CONFIG, whole, new Killed(99));
  }

  @Test
  void equalsAnUninterruptedOneWhereverItWasKilled() throws IOException {
    for (int epoch : new int[] {0, 3}) {
      Path killed = folder.resolve("killed in epoch " + epoch);
      kill(CONFIG, killed, epoch);
      assertThat(new RunFiles(killed).history()).hasSize(epoch);
      History history = fit(CONFIG, killed, new Killed(99));
      assertThat(history.ended()).isEqualTo("all epochs trained");
      assertSame(CONFIG, killed, whole);
    }
  }

  @Test
  void earlyStoppingGoesOnWaitingAndGoesBackToTheBestWeights() throws IOException {
    Path uninterrupted = folder.resolve("uninterrupted");
    History expected = fit(OVERFITTED, uninterrupted, new Killed(99));
    int epochs = expected.epochs().size();
    assertThat(expected.ended()).contains("was best in epoch " + (epochs - 3));
    Path killed = folder.resolve("killed");
    kill(OVERFITTED, killed, epochs - 1);
    assertThat(fit(OVERFITTED, killed, new Killed(99)).ended()).isEqualTo(expected.ended());
    assertSame(OVERFITTED, killed, uninterrupted);

    // What has stopped is not trained on.
    assertThat(fit(OVERFITTED, killed, new Killed(epochs)).ended()).isEqualTo(expected.ended());
    assertSame(OVERFITTED, killed, uninterrupted);
  }

  @Test
  void aKillBetweenCheckpointAndHistoryLosesNoEpoch() throws IOException {
    Path copied = folder.resolve("copied");
    Path copies = folder.resolve("copies");
    TrainingListener copier =
        new TrainingListener() {
          @Override
          public Verdict epochEnded(History history, Learner learner) {
            copy(copied, copies.resolve("" + history.epochs().size()));
            return Verdict.CONTINUE;
          }
        };
    fit(CONFIG, copied, copier);
    Path killed = copies.resolve("2");
    String next = "checkpoints/epoch-000003";
    copy(copies.resolve("3").resolve(next), killed.resolve(next));
    Files.createDirectory(killed.resolve("checkpoints/.epoch-000004.half"));
    Files.writeString(killed.resolve(".history.csv.half"), "epoch,l");
    Files.writeString(killed.resolve("notes"), "the user's own");
    fit(CONFIG, killed, new Killed(99));
    assertSame(CONFIG, killed, whole);
    assertThat(killed.resolve("checkpoints").toFile().list()).containsExactly("epoch-000004");
    assertThat(killed.toFile().list())
        .containsExactlyInAnyOrder("config.json", "history.csv", "run.log", "checkpoints", "notes");
  }

  @Test
  void trainsInPartsAsInOne() throws IOException {
    Path parts = folder.resolve("parts");
    for (int epochs : new int[] {1, 4}) {
      History history =
          run(CONFIG, parts, () -> false, new Killed(99)).fit(examples(CONFIG), epochs);
      assertThat(history.epochs()).hasSize(epochs);
    }
    assertSame(CONFIG, parts, whole);
  }

  @Test
  void anInterruptedRunComesToTheReportOfAnUninterruptedOne() throws IOException {
    RunFiles trained = new RunFiles(folder.resolve("trained"));
    RunFiles interrupted = new RunFiles(folder.resolve("interrupted"));
    run(CONFIG, trained.path(), () -> false, new Killed(99)).train();
    run(CONFIG, interrupted.path(), () -> true, new Killed(99)).train();
    assertThat(interrupted.report().get("stopped").asText()).isEqualTo("interrupted");
    int before = interrupted.history().size();
    assertThat(before).isLessThan(4);

    Cli.run("train", "--resume", interrupted.path()).good();
    assertSame(CONFIG, interrupted.path(), trained.path());
    for (String part :
        List.of("stopped", "epochs_run", "validation", "test", "confusion_matrix", "parameters")) {
      JsonNode expected = trained.report().get(part);
      assertThat(interrupted.report().get(part)).as(part).isEqualTo(expected);
    }
    assertThat(interrupted.path().toFile().list())
        .containsExactlyInAnyOrder(trained.path().toFile().list());

    long written = interrupted.path().resolve("report.json").toFile().lastModified();
    Cli again = Cli.run("train", "--resume", interrupted.path()).good();
    assertThat(again.err())
        .isEqualTo(interrupted.path() + " is finished: nothing is left to train.\n");
    assertThat(again.out()).isEmpty();
    assertThat(interrupted.path().resolve("report.json").toFile().lastModified())
        .isEqualTo(written);
    assertThat(run(CONFIG, trained.path(), () -> false, new Killed(0)).resume().test().accuracy())
        .isEqualTo(trained.report().at("/test/accuracy").asDouble());

    Cli other = Cli.run("train", "--resume", trained.path(), "--epochs", 9, "--seed", 3);
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err())
        .isEqualTo(
            "atelier: %s needs the settings it was begun with, got others for epochs, seed; leave"
                + " them out, or train anew%n",
            trained.path());
    Cli moved = Cli.run("train", "--resume", trained.path(), "--out", folder.resolve("x"));
    assertThat(moved.code()).isEqualTo(2);
    assertThat(moved.err())
        .startsWith("atelier: --resume needs no --out: the run stays in its folder. See");
  }

  @Test
  void refusesADamagedHistory() throws IOException {
    Path path = folder.resolve("run");
    kill(CONFIG, path, 1);
    Files.writeString(path.resolve("history.csv"), "epoch,loss\n");
    assertThatThrownBy(() -> fit(CONFIG, path, new Killed(99)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path.resolve("history.csv") + " is damaged: line 1 is no row of ");
  }

  @Test
  void refusesAHistoryWithoutItsCheckpoint() throws IOException {
    Path path = folder.resolve("run");
    kill(CONFIG, path, 2);
    Files.move(path.resolve("checkpoints/epoch-000002"), path.resolve("checkpoints/epoch-000001"));
    assertThatThrownBy(() -> fit(CONFIG, path, new Killed(99)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            path
                + " has no checkpoint of epoch 2 and was left as it is;"
                + " train it again in another folder");
    assertThat(path.resolve("checkpoints/epoch-000001")).isDirectory();
  }

  @Test
  void refusesCheckpointsWithoutAHistory() throws IOException {
    Path path = folder.resolve("run");
    kill(CONFIG, path, 2);
    Files.delete(path.resolve("history.csv"));
    assertThatThrownBy(() -> fit(CONFIG, path, new Killed(99)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path + " has checkpoints but no history.csv");
    assertThat(path.resolve("checkpoints/epoch-000002")).isDirectory();
  }

  /** Ends a training in the middle of an epoch, with nothing done any more. */
  private record Killed(int epoch) implements TrainingListener {
    @Override
    public Verdict progressed(Progress progress) {
      if (progress.epoch() == epoch) {
        throw new IllegalStateException("killed");
      }
      return Verdict.CONTINUE;
    }
  }

  private static void kill(RunConfig config, Path path, int epoch) {
    assertThatThrownBy(() -> fit(config, path, new Killed(epoch))).hasMessage("killed");
  }

  private static History fit(RunConfig config, Path path, TrainingListener watcher)
      throws IOException {
    return run(config, path, () -> false, watcher).fit(examples(config), config.epochs());
  }

  private static FashionData examples(RunConfig config) {
    return EXAMPLES.computeIfAbsent(config, k -> FashionData.of(data, k));
  }

  private static Run run(
      RunConfig config, Path path, BooleanSupplier interrupted, TrainingListener watcher) {
    return new Run(config, data, path, List.of(watcher), interrupted, Timings.sinceJvmStart());
  }

  private static void assertSame(RunConfig config, Path resumed, Path whole) throws IOException {
    assertThat(new RunFiles(resumed).learned()).isEqualTo(new RunFiles(whole).learned());
    assertThat(weights(config, resumed)).isEqualTo(weights(config, whole));
  }

  private static Map<String, FloatValues> weights(RunConfig config, Path path) throws IOException {
    try (Program program = Program.compile(config.network(), config.training())) {
      new RunFolder(path).restore(program);
      return new LinkedHashMap<>(program.weights());
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static RunConfig config(String json) {
    try {
      return RunConfigs.of((ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"')));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
