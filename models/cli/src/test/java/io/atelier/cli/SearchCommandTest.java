package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.json.Json;
import io.atelier.lab.search.SearchFolder;
import io.atelier.lab.search.SearchSettings;
import io.atelier.lab.search.SearchSettings.Method;
import io.atelier.lab.search.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Searches over tiny networks: one trial cannot be trained, one diverges. */
@EnabledOnOs(OS.LINUX)
class SearchCommandTest {
  private static final String SPACE =
      """
      {"objective": "val_accuracy",
       "choices": {
         "classes": {"choice": [9, 10]},
         "learning_rate": {"choice": [0.001, 0.005, 1e30, 0.01, 0.02]}},
       "conditions": [{"any": [{"classes": {"is": 10}}, {"learning_rate": {"is": 0.001}}]}],
       "data": {"source": "fashion-mnist", "held_back": 0.15, "validation": "development",
                "validation_split": 0},
       "model": {"class_name": "Sequential", "config": {"name": "tiny", "layers": [
         {"class_name": "InputLayer", "config": {"batch_shape": [null, 784], "dtype": "uint8"}},
         {"class_name": "Rescaling", "config": {"scale": 0.00392156862745098}},
         {"class_name": "Dense", "config": {"units": 8, "activation": "relu"}},
         {"class_name": "Dense", "config": {"units": {"same": "classes"}, "activation": "softmax"}}]}},
       "training": {"loss": {"class_name": "SparseCategoricalCrossentropy"}},
       "batchSize": 64,
       "learningRate": {"same": "learning_rate"},
       "patience": 5}
      """;

  @TempDir Path folder;
  private Path space;
  private Path killed;

  @BeforeEach
  void write() throws IOException {
    RealData.load();
    space = Files.writeString(folder.resolve("space.json"), SPACE);
    killed = folder.resolve("killed");
  }

  @Test
  void aKilledSearchEndsAsAnUninterruptedOneAndRepeatsNoFinishedTrial() throws Exception {
    Path launcher = Launched.home(folder.resolve("home")).resolve("models/bin/atelier");
    try (Launched launched = Launched.start(launcher, folder, folder, arguments(killed))) {
      launched.await(() -> events("finished").size() >= 1);
      launched.signalAlone("INT");
      assertThat(launched.code()).isEqualTo(130);
      assertThat(launched.err())
          .contains(
              "Interrupted: go on with 'atelier search --resume --out "
                  + killed
                  + " --parallel 2'.")
          .doesNotContain("\tat ");
    }
    Object[] resume = {"search", "--resume", "--parallel", 2, "--out", killed};
    List<ProcessHandle> workers;
    try (Launched launched = Launched.start(launcher, folder, folder, resume)) {
      workers = launched.awaitChildren(2);
      launched.signalAlone("KILL");
      assertThat(launched.code()).isEqualTo(128 + 9);
    }
    assertThat(workers).hasSize(2);
    for (ProcessHandle worker : workers) {
      // It may have just begun: a JVM on a busy machine needs minutes until it reads its input.
      worker.onExit().get(10, TimeUnit.MINUTES);
    }
    // As it was begun, with --resume added.
    Cli resumed =
        Cli.run(Stream.concat(Arrays.stream(arguments(killed)), Stream.of("--resume")).toArray())
            .good();
    assertThat(resumed.err()).startsWith("Going on after ");

    Path whole = folder.resolve("whole");
    Cli uninterrupted = Cli.run(arguments(whole)).good();
    assertThat(table(killed)).isEqualTo(table(whole));
    assertRanked(whole);
    assertThat(events("started")).hasSize(6).doesNotHaveDuplicates();
    assertThat(events("finished")).hasSize(4).doesNotHaveDuplicates();
    assertThat(resumed.out().replace(killed.toString(), whole.toString()))
        .isEqualTo(uninterrupted.out());
    assertBest(whole);
    assertMadeAgain(whole);
  }

  private static void assertMadeAgain(Path search) throws IOException {
    Path best = search.resolve("best.json");
    String text = Files.readString(best);
    Path page =
        search.resolve(Json.MAPPER.readTree(text).get("run").asText()).resolve("report.html");
    for (List<Path> gone : List.of(List.of(best), List.of(page), List.of(best, page))) {
      for (Path file : gone) {
        Files.delete(file);
      }
      Cli.run("search", "--resume", "--parallel", 1, "--out", search).good();
      assertThat(page).isNotEmptyFile();
      assertThat(Files.readString(best)).isEqualTo(text);
    }
  }

  /** A worker would take the name for a flag. */
  @Test
  void aFolderWhoseNameBeginsWithADashIsSearchedIn() throws Exception {
    Path launcher = Launched.home(folder.resolve("home")).resolve("models/bin/atelier");
    Files.writeString(
        space,
        SPACE
            .replaceFirst("\\[0.001, .*]", "[0.01]")
            .replace("[9, 10]", "[10]")
            .replaceFirst(" *\"conditions\".*\\R", ""));
    Object[] arguments = arguments(Path.of("-s"));
    arguments[arguments.length - 2] = "--device=cpu";
    arguments[arguments.length - 1] = "--out=-s";
    try (Launched launched = Launched.start(launcher, folder, folder, arguments)) {
      assertThat(launched.code()).as(launched.err()).isZero();
      assertThat(launched.out()).contains("Best: trial 1, tiny", "Search folder: -s\n");
    }
    assertThat(folder.resolve("-s/best.json")).exists();
  }

  private void assertRanked(Path search) throws IOException {
    List<String> rows = Files.readAllLines(search.resolve("results.csv"));
    assertThat(rows.get(0))
        .isEqualTo(
            "rank,trial,round_epochs,val_loss,val_accuracy,loss,accuracy,"
                + "classes,learning_rate,"
                + "seconds,state,reason");
    assertThat(rows).hasSize(7);
    for (int rank = 1; rank <= 4; rank++) {
      assertThat(rows.get(rank)).startsWith(rank + ",").contains(",2,", ",finished,");
    }
    assertThat(rows.subList(1, 5).stream().map(row -> row.split(",", -1)[4]).toList())
        .isSortedAccordingTo(
            (a, b) -> Double.compare(Double.parseDouble(b), Double.parseDouble(a)));
    assertThat(rows.get(5)).startsWith(",1,,,,,,9,0.001,,failed,").contains("got 9 at");
    assertThat(rows.get(6))
        .isEqualTo(",4,,,,,,10,1.0E30,,diverged,\"loss NaN, validation loss NaN in epoch 1\"");
    assertThat(search.resolve("report.html")).content().contains("What mattered", "learning_rate");
    assertThat(search.resolve("analysis.csv"))
        .content()
        .startsWith("setting,value,trials,mean,best,spread,rank_correlation,importance\n")
        .contains("\nlearning_rate,0.02,1,");
  }

  private static void assertBest(Path search) throws IOException {
    JsonNode best = Json.MAPPER.readTree(search.resolve("best.json").toFile());
    String[] first = Files.readAllLines(search.resolve("results.csv")).get(1).split(",", -1);
    assertThat(best.get("trial").asText()).isEqualTo(first[1]);
    assertThat(best.get("model").asText()).isEqualTo("tiny");
    Path run = search.resolve(best.get("run").asText());
    assertThat(run.resolve("saved_model/saved_model.pb")).isNotEmptyFile();
    assertThat(Cli.run("evaluate", run).good().out())
        .startsWith("Test accuracy %.4f".formatted(best.at("/test/accuracy").asDouble()));
    try (Stream<Path> trials = Files.list(search.resolve("trials"))) {
      assertThat(trials.filter(trial -> Files.exists(trial.resolve("saved_model")))).hasSize(1);
    }
  }

  @Test
  void saysWhatIsWrongBeforeItBegins() {
    assertWrong(
        "--space needs mlp, cnn or a readable file, got rnn; check the path", "--space", "rnn");
    assertWrong(
        "--trials needs at most the 108 combinations of the space, got 109; ask for fewer",
        "--space",
        "mlp",
        "--trials",
        109);
    assertWrong("--parallel needs at least 1, got 0", "--space", "mlp", "--parallel", 0);
    assertWrong("--limit needs at least 0, got -1", "--space", "mlp", "--limit", -1);
    assertWrong("--threads needs at least 0, got -1", "--space", "mlp", "--threads", -1);
    for (String size : List.of("--trials=3", "--fraction=0.5")) {
      assertWrong(
          "--strategy grid tries all combinations; leave out --trials and --fraction",
          "--space",
          "mlp",
          "--strategy",
          "grid",
          size);
    }
    assertWrong("--parallel needs at most 256, got 257", "--space", "mlp", "--parallel", 257);
    assertWrong(
        "--threads needs at most 1024, got 1000000", "--space", "mlp", "--threads", 1_000_000);
    assertWrong("--trials needs at least 1, got 0", "--space", "mlp", "--trials", 0);
    assertWrong("--epochs needs at least 1, got 0", "--space", "mlp", "--epochs", 0);
    assertWrong("--patience needs at least 0, got -1", "--space", "mlp", "--patience", -1);
    assertThat(killed).doesNotExist();
    Cli none = Cli.run("search", "--resume", "--out", killed);
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err())
        .isEqualTo(
            "atelier: "
                + killed
                + " is not a search's folder: it has no search.json; name one that 'atelier search'"
                + " wrote\n");
  }

  @Test
  void flagsBesideResumeMayOnlyRepeatTheSettings() throws IOException {
    SearchSettings settings =
        new SearchSettings(
            Space.of("mlp"), Method.RANDOM, 3, 0, 2, 5, 640, ExecutionConfig.Device.CPU, 1, 0);
    SearchFolder.create(killed, settings);
    Path other =
        Files.writeString(
            folder.resolve("other.json"),
            Json.MAPPER.writeValueAsString(Space.of("mlp")).replace("0.1, 0.2 ]", "0.1, 0.3 ]"));
    String[][] wrong = {
      {"--strategy random --trials 4", "--trials 4 instead of 3"},
      {"--strategy halving", "--strategy \"halving\" instead of \"random\""},
      {"--strategy grid", "--strategy \"grid\" instead of \"random\""},
      {"--fraction 1", "--trials 108 instead of 3"},
      {"--seed 1", "--seed 1 instead of 0"},
      {"--epochs 2 --patience 4", "--patience 4 instead of 5"},
      {"--limit 641 --epochs 3", "--epochs 3 instead of 2, --limit 641 instead of 640"},
      {"--device auto", "--device \"auto\" instead of \"cpu\""},
      {"--threads 2", "--threads 2 instead of 1"},
      {"--space " + other, "setting space.choices.dropout.choice [0.1,0.3] instead of [0.1,0.2]"},
    };
    for (String[] flags : wrong) {
      Object[] words =
          Stream.concat(Stream.of("--resume"), Stream.of(flags[0].split(" "))).toArray();
      assertWrong(
          "--resume goes on with the settings of %s, got %s; leave these out, or begin anew in another folder"
              .formatted(killed.resolve("search.json"), flags[1]),
          words);
    }
    assertThat(killed.toFile().list()).containsExactly("search.json");
  }

  private void assertWrong(String message, Object... flags) {
    Object[] all =
        Stream.concat(Stream.of("search", "--out", killed), Arrays.stream(flags)).toArray();
    Cli cli = Cli.run(all);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).isEqualTo("atelier: " + message + ". See 'atelier search --help'.\n");
  }

  private Object[] arguments(Path out) {
    return new Object[] {
      "search",
      "--space",
      space,
      "--strategy",
      "grid",
      "--epochs",
      2,
      "--limit",
      640,
      "--threads",
      1,
      "--parallel",
      2,
      "--out",
      out
    };
  }

  /** {@return the results but for the seconds} */
  private static List<String> table(Path search) throws IOException {
    return Files.readAllLines(search.resolve("results.csv")).stream()
        .map(row -> row.replaceFirst(",[0-9]+\\.[0-9]{3},finished", ",finished"))
        .toList();
  }

  /** {@return the numbers of the trials that something happened to} */
  private List<String> events(String kind) {
    try {
      Path journal = killed.resolve("journal.jsonl");
      return !Files.exists(journal)
          ? List.of()
          : Files.readAllLines(journal).stream()
              .filter(line -> line.startsWith("{\"event\":\"" + kind + "\""))
              .map(line -> line.replaceFirst(".*?\"trial\":(\\d+).*", "$1"))
              .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
