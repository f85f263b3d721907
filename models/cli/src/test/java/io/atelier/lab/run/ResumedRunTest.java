package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.cli.Cli;
import io.atelier.cli.RealData;
import io.atelier.data.FloatValues;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.json.Json;
import io.atelier.lab.timing.Timings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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

  /** {@link #CONFIG} as a version wrote it that had all settings in a row. */
  private static final String EARLIER =
      """
      {
        "model" : "mlp-small-64",
        "epochs" : 4,
        "batchSize" : 32,
        "optimizer" : "adam",
        "learningRate" : 0.001,
        "momentum" : 0.8,
        "dropout" : 0.2,
        "patience" : 0,
        "restoreBest" : false,
        "initializer" : "glorot-uniform",
        "seed" : 0,
        "validationSplit" : 0.1,
        "development" : false,
        "limit" : 700,
        "device" : "auto",
        "threads" : 0,
        "memory" : 0
      }
      """;

  @TempDir static Path runs;

  private static LoadedData data;
  private static final Map<RunConfig, RunData> EXAMPLES = new HashMap<>();
  private static Path whole;
  private static Map<String, FloatValues> weights;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    data = RealData.loaded();
    whole = runs.resolve("whole");
    fit(CONFIG, whole, new Copied());
    weights = weights(CONFIG, whole);
  }

  /** Keeps what a kill after each epoch would have left. */
  private record Copied() implements TrainingListener {
    @Override
    public Verdict epochEnded(History history, Learner learner) {
      copy(whole, killedAfter(history.epochs().size()));
      return Verdict.CONTINUE;
    }
  }

  private static Path killedAfter(int epochs) {
    return runs.resolve("killed after " + epochs);
  }

  @Test
  void equalsAnUninterruptedOneWhereverItWasKilled() throws IOException {
    Path atOnce = folder.resolve("killed in the first epoch");
    kill(CONFIG, atOnce, 0);
    for (Path killed : List.of(atOnce, killedAfter(3))) {
      assertThat(new RunFiles(killed).history()).hasSize(killed.equals(atOnce) ? 0 : 3);
      History history = fit(CONFIG, killed, new Killed(99));
      assertThat(history.ended()).isEqualTo("all epochs trained");
      assertSame(killed);
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
    assertSame(killed, uninterrupted);

    // What has stopped is not trained on.
    assertThat(fit(OVERFITTED, killed, new Killed(epochs)).ended()).isEqualTo(expected.ended());
    assertSame(killed, uninterrupted);
  }

  /** As a search trains its trials: some epochs, and more if they are good enough. */
  @Test
  void aPauseDoesNotSetTheWeightsBackThatTheTrainingGoesOnWith() throws IOException {
    Path uninterrupted = folder.resolve("uninterrupted");
    History expected = fit(OVERFITTED, uninterrupted, new Killed(99));
    Path parts = folder.resolve("parts");
    int epochs = expected.epochs().size();
    for (int pause : new int[] {epochs - 2, epochs - 1, OVERFITTED.training().epochs()}) {
      run(OVERFITTED, parts, () -> false, new Killed(99)).fit(examples(OVERFITTED), pause);
    }
    assertSame(parts, uninterrupted);
  }

  @Test
  void aKillBetweenCheckpointAndHistoryLosesNoEpoch() throws IOException {
    Path killed = killed(2);
    String next = "checkpoints/epoch-000003";
    copy(killedAfter(3).resolve(next), killed.resolve(next));
    Files.createDirectory(killed.resolve("checkpoints/.epoch-000004.half"));
    Files.createDirectory(killed.resolve("checkpoints/.epoch-000003.dropped"));
    Files.writeString(killed.resolve(".history.csv.half"), "epoch,l");
    Files.writeString(killed.resolve("notes"), "the user's own");
    fit(CONFIG, killed, new Killed(99));
    assertSame(killed);
    assertThat(killed.resolve("checkpoints").toFile().list()).containsExactly("epoch-000004");
    assertThat(killed.toFile().list())
        .containsExactlyInAnyOrder(
            "config.json", "serving.json", "history.csv", "run.log", "checkpoints", "notes");
  }

  @Test
  void trainsInPartsAsInOne() throws IOException {
    Path parts = folder.resolve("parts");
    for (int epochs : new int[] {1, 4}) {
      History history =
          run(CONFIG, parts, () -> false, new Killed(99)).fit(examples(CONFIG), epochs);
      assertThat(history.epochs()).hasSize(epochs);
    }
    assertSame(parts);
  }

  @Test
  void anInterruptedRunComesToTheReportOfAnUninterruptedOne() throws IOException {
    RunFiles trained = new RunFiles(folder.resolve("trained"));
    RunFiles interrupted = new RunFiles(folder.resolve("interrupted"));
    run(CONFIG, trained.path(), () -> false, new Killed(99)).train();
    run(CONFIG, interrupted.path(), () -> true, new Killed(99)).train();
    assertThat(interrupted.report().get("stopped").asText()).isEqualTo("interrupted");
    assertThat(interrupted.report().get("ending").asText()).isEqualTo("interrupted");
    int before = interrupted.history().size();
    assertThat(before).isLessThan(4);

    Cli.run("train", "--resume", interrupted.path()).good();
    assertSame(trained.path());
    assertSame(interrupted.path());
    for (String part :
        List.of(
            "stopped",
            "ending",
            "epochs_run",
            "validation",
            "test",
            "confusion_matrix",
            "parameters")) {
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
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .isEqualTo(
            "atelier: --resume goes on with the settings of %s, got --seed 3 instead of 0; leave these out, or begin anew in another folder. See 'atelier"
                + " train --help'.%n",
            trained.path().resolve("config.json"));
    Cli misplaced = Cli.run("train", "--resume", "mlp-small-64", "--out", trained.path());
    assertThat(misplaced.code()).isEqualTo(2);
    assertThat(misplaced.err())
        .startsWith(
            "atelier: --resume needs a run, got the model mlp-small-64; write the model before it:"
                + " train mlp-small-64 --resume");
    Cli moved = Cli.run("train", "--resume", trained.path(), "--out", folder.resolve("x"));
    assertThat(moved.code()).isEqualTo(2);
    assertThat(moved.err())
        .startsWith("atelier: --resume needs no --out: the run stays in its folder. See");
    assertRepeatedAndMadeAgain(interrupted.path());
  }

  /** The command that was cut off, with --resume added in any way; its report had been deleted. */
  private static void assertRepeatedAndMadeAgain(Path run) throws IOException {
    Path settings = Files.writeString(run.resolveSibling("settings.json"), "{\"limit\": 700}");
    Path page = run.resolve("report.html");
    String report = Files.readString(run.resolve("report.json"));
    Files.delete(page);
    Object[] command = {
      "train",
      "mlp-small-64",
      "--optimizer",
      "adam",
      "--dropout",
      0.2,
      "--config",
      settings,
      "--epochs",
      4,
      "--out",
      run,
      "--resume"
    };
    Cli.run(command).good();
    assertThat(page).content().contains("<svg", "Confusion matrix");
    assertThat(Files.readString(run.resolve("report.json"))).isEqualTo(report);
    assertThat(Cli.run(command).good().err()).endsWith("nothing is left to train.\n");
    assertThat(Cli.run("train", "--epochs", 4, "--resume", run, "--out", run).good().err())
        .endsWith("nothing is left to train.\n");
    Files.writeString(settings, "{\"limit\": 800, \"dropout\": 0.2}");
    Cli other = Cli.run(command);
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("got --limit 800 instead of 700; ").hasLineCount(1);
    Cli nowhere = Cli.run("train", "--resume");
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.err())
        .startsWith("atelier: --resume needs a run, got none; give --resume RUN, or the run's");
  }

  /** Makes it a run of a version that kept no record of what a checkpoint was trained with. */
  private static void deleteRecords(Path run) throws IOException {
    Path config = run.resolve("config.json");
    assertThat(Json.MAPPER.readTree(config.toFile()).has("training")).isTrue();
    Files.writeString(config, EARLIER);
    try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
      for (Path checkpoint : checkpoints.toList()) {
        Files.delete(checkpoint.resolve("trained-with.json"));
      }
    }
  }

  @Test
  void aRunOfAnEarlierVersionIsTakenAsItIsAndThatIsSaid() throws IOException {
    Path path = killed(2);
    deleteRecords(path);
    Cli resumed = Cli.run("train", "--resume", path).good();
    assertThat(resumed.err())
        .contains(
            "atelier: %s has no record of what it was trained with: its files are taken as they are%n"
                .formatted(path));
    assertSame(path);
  }

  @Test
  void aRecordThatIsGoneIsNamedAlsoTheBestEpochs() throws IOException {
    Path stopped = folder.resolve("stopped");
    History whole = fit(OVERFITTED, folder.resolve("whole"), new Killed(99));
    int epochs = whole.epochs().size() - 1;
    kill(OVERFITTED, stopped, epochs);
    for (int epoch : new int[] {epochs, epochs - 2}) {
      Path record = stopped.resolve("checkpoints/epoch-%06d/trained-with.json".formatted(epoch));
      String text = Files.readString(record);
      Files.delete(record);
      assertThatThrownBy(() -> RunFolder.existing(stopped).require(OVERFITTED))
          .isInstanceOf(IOException.class)
          .hasMessage(
              record
                  + " needs the record of what it was trained with, got none; put a copy of it"
                  + " back, or train anew in another folder");
      Files.writeString(record, text.replaceFirst("0\\.1", "0.2"));
      assertThatThrownBy(() -> RunFolder.existing(stopped).require(OVERFITTED))
          .hasMessageStartingWith(record + " is damaged: sha256 is not that of its content");
      Files.writeString(record, text);
    }
    Path best = stopped.resolve("checkpoints/epoch-%06d".formatted(epochs - 2));
    Path other = folder.resolve("whole").resolve("checkpoints").toFile().listFiles()[0].toPath();
    assertThat(other.toString()).endsWith("-restored");
    TrainedWith.of(RunConfigs.of(OVERFITTED.json().put("dropout", 0.5)), data.hashes(), whole)
        .write(best);
    assertThatThrownBy(() -> RunFolder.existing(stopped).require(OVERFITTED))
        .hasMessageContaining("model.config.layers a list of 4 instead of a list of 6");
  }

  /** Its last epoch's weights are gone, and its only checkpoint would be. */
  @Test
  void aRunWhoseBestWeightsAreSetBackIsNotTrainedOn() throws IOException {
    Path ended = folder.resolve("ended");
    int epochs = fit(OVERFITTED, ended, new Killed(99)).epochs().size();
    Path config = ended.resolve("config.json");
    String settings = Files.readString(config);
    String more = settings.replaceFirst("\"patience\" : 3", "\"patience\" : 5");
    assertThat(more).isNotEqualTo(settings);
    Files.writeString(config, more);
    String history = Files.readString(ended.resolve("history.csv"));
    Cli refused = Cli.run("train", "--resume", ended);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "atelier: %s needs the epochs it ended with, %s, got settings that train it on: it kept its best epoch's weights, not its last's; set epochs back to %s in its config.json, or train anew in another folder%n"
                .formatted(ended, epochs, epochs));
    assertThat(ended.resolve("checkpoints").toFile().list())
        .containsExactly("epoch-%06d-restored".formatted(epochs));
    assertThat(ended.resolve("history.csv")).hasContent(history.strip());
    Path cut = ended.resolve("history.csv");
    Files.writeString(config, settings);
    Files.writeString(cut, history.substring(0, history.strip().lastIndexOf('\n') + 1));
    assertThatThrownBy(() -> RunFolder.existing(ended).require(OVERFITTED))
        .hasMessageContaining(
            "history.csv with %s epochs instead of %s".formatted(epochs - 1, epochs));
    Files.writeString(cut, history);
    // The cure that is named.
    Files.writeString(config, more.replaceFirst("\"epochs\" : 100", "\"epochs\" : " + epochs));
    Cli.run("train", "--resume", ended).good();
    RunFiles files = new RunFiles(ended);
    assertThat(files.report().get("weights_of_epoch").asInt()).isEqualTo(epochs - 3);
    assertThat(ended.resolve("history.csv")).hasContent(history.strip());
  }

  @Test
  void countsTheSecondsOfTheEpochsBefore() throws IOException {
    RunFiles run = new RunFiles(killed(3));
    Path history = run.path().resolve("history.csv");
    String slower =
        Files.readAllLines(history).stream()
            .map(row -> row.replaceFirst(",[0-9.]+$", ",1000"))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(history, slower);
    // As a run of a version that kept no record: seconds that are changed are not taken else.
    deleteRecords(run.path());
    Instant start = Instant.now();
    double seconds = run(CONFIG, run.path(), () -> false, new Killed(99)).resume().seconds();
    double took = Duration.between(start, Instant.now()).toMillis() / 1e3;
    assertThat(seconds).isBetween(3000.0, 3000 + took);
    assertThat(run.report().get("seconds").asDouble()).isEqualTo(seconds);
  }

  /** As a run begins where another is: both would write the same files. */
  @Test
  void aRunThatIsTrainedIsNotTrainedByAnotherToo() throws IOException {
    Path path = killed(1);
    List<String> before = Files.readAllLines(path.resolve("history.csv"));
    String message =
        path.resolve("run.log")
            + " needs to be this process' alone, got one that another writes; wait for its end";
    try (FileChannel held = new RunFolder(path).hold()) {
      assertThat(held.isOpen()).isTrue();
      assertThatThrownBy(() -> fit(CONFIG, path, new Killed(99)))
          .isInstanceOf(IOException.class)
          .hasMessage(message);
      assertThat(Files.readAllLines(path.resolve("history.csv"))).isEqualTo(before);
    }
    Path other = folder.resolve("begun");
    try (FileChannel held = RunFolder.create(other).hold()) {
      assertThat(held.isOpen()).isTrue();
      assertThatThrownBy(() -> fit(CONFIG, other, new Killed(99)))
          .hasMessageContaining("needs to be this process' alone");
      assertThat(other.toFile().list()).containsExactly("run.log");
    }
    Cli resumed = Cli.run("train", "--resume", other);
    assertThat(resumed.code()).isEqualTo(1);
    assertThat(resumed.err())
        .isEqualTo(
            "atelier: %s was ended before it had a config.json; begin it again with 'atelier train"
                + " --out'%n",
            other);
    fit(CONFIG, other, new Killed(99));
    assertSame(other);
  }

  @Test
  void refusesADamagedHistory() throws IOException {
    Path path = killed(1);
    Files.writeString(path.resolve("history.csv"), "epoch,loss\n");
    assertThatThrownBy(() -> fit(CONFIG, path, new Killed(99)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path.resolve("history.csv") + " is damaged: line 1 is no row of ");
  }

  @Test
  void refusesAHistoryWithoutItsCheckpoint() throws IOException {
    Path path = killed(2);
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
    Path path = killed(2);
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

  private Path killed(int epochs) {
    Path killed = folder.resolve("killed");
    copy(killedAfter(epochs), killed);
    return killed;
  }

  private static void kill(RunConfig config, Path path, int epoch) {
    assertThatThrownBy(() -> fit(config, path, new Killed(epoch))).hasMessage("killed");
  }

  private static History fit(RunConfig config, Path path, TrainingListener watcher)
      throws IOException {
    return run(config, path, () -> false, watcher)
        .fit(examples(config), config.training().epochs());
  }

  private static RunData examples(RunConfig config) {
    return EXAMPLES.computeIfAbsent(
        config, k -> RunData.of(data.set(), k.data()).shapedFor(k.model()));
  }

  private static Run run(
      RunConfig config, Path path, BooleanSupplier interrupted, TrainingListener watcher) {
    return new Run(config, data, path, List.of(watcher), interrupted, Timings.sinceJvmStart());
  }

  private static void assertSame(Path resumed) throws IOException {
    assertThat(new RunFiles(resumed).learned()).isEqualTo(new RunFiles(whole).learned());
    assertThat(weights(CONFIG, resumed)).isEqualTo(weights);
  }

  private static void assertSame(Path resumed, Path uninterrupted) throws IOException {
    assertThat(new RunFiles(resumed).learned()).isEqualTo(new RunFiles(uninterrupted).learned());
    assertThat(weights(OVERFITTED, resumed)).isEqualTo(weights(OVERFITTED, uninterrupted));
  }

  private static Map<String, FloatValues> weights(RunConfig config, Path path) throws IOException {
    try (Program program = Program.compile(config.model(), config.training().training())) {
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
