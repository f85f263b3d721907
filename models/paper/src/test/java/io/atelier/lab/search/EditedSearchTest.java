package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.TrialEvent;
import io.atelier.engine.search.TrialResult;
import io.atelier.lab.config.ExecutionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search goes on only with the settings, the space and the journal it has. */
class EditedSearchTest {
  private static final SearchSettings SETTINGS =
      new SearchSettings(
          Space.of("mlp"),
          SearchSettings.Method.RANDOM,
          3,
          0,
          20,
          5,
          640,
          ExecutionConfig.Device.CPU,
          1,
          0);
  private static final TrialResult RESULT = new TrialResult(7, 0.125, 0.75, 0.25, 0.875, 3.5);

  @TempDir Path temporary;
  private SearchFolder search;
  private Path settings;
  private Path journal;

  @BeforeEach
  void begin() throws IOException {
    search = SearchFolder.create(temporary.resolve("search"), SETTINGS);
    settings = search.file("search.json");
    journal = search.file("journal.jsonl");
    try (JsonJournal written = search.journal(SETTINGS)) {
      written.begin(Begun.with(SETTINGS, Map.of("images", "abc")));
      written.append(new TrialEvent.Started(1, SETTINGS.combinations().get(0)));
      written.append(new TrialEvent.Finished(1, RESULT));
      written.append(new TrialEvent.Started(2, SETTINGS.combinations().get(1)));
    }
    assertThat(search.board().best().orElseThrow().result()).contains(RESULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "choice" : [ 16, 32, 64 ]      | "choice" : [ 16, 32 ]         | space.choices.batch_size.choice [16,32] instead of [16,32,64]
          "choice" : [ 0.01, 0.001 ]  | "choice" : [ 0.01, 0.002 ] | space.choices.learning_rate.choice [0.01,0.002] instead of
          "choice" : [ 0.1, 0.2 ]           | "choice" : [ 0.2, 0.1 ]          | space.choices.dropout.choice [0.2,0.1] instead of [0.1,0.2]
          "choice" : [ 1, 2, 3 ]      | "choice" : [ 1, 2, 4 ]     | space.choices.hidden_layers.choice
          "choice" : [ 64, 128, 256 ]        | "choice" : [ 64, 128, 255 ]       | space.choices.units.choice
          "trials" : 21                      | "trials" : 20                     | space.trials 20 instead of 21
          "patience" : 10                    | "patience" : 11                   | space.stopping.patience 11 instead of 10
          "activation" : "softmax"           | "activation" : "relu"             | space.model.config.layers.3.config.activation "relu" instead of
          "trials" : 21,                     | ''                               | space.trials nothing instead of 21
          "trials" : 21                      | "trials" : 21, "conditions" : [ { "units" : { "at_least" : 1 } } ] | space.conditions [{"units":{"at_least":1}}] instead of nothing
          "method" : "random"                | "method" : "halving"              | method "halving" instead of "random"
          "seed" : 0                         | "seed" : 1                        | seed 1 instead of 0
          "epochs" : 20                      | "epochs" : 21                     | epochs 21 instead of 20
          "patience" : 5                     | "patience" : 6                    | patience 6 instead of 5
          "limit" : 640                      | "limit" : 641                     | limit 641 instead of 640
          """)
  void anotherSettingIsNamed(String before, String after, String named) throws IOException {
    edit(settings, before, after);
    refuses("needs what its trials were trained with, got " + named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "trials" : 3      | "trials" : 9
          "device" : "cpu"  | "device" : "auto"
          "threads" : 1     | "threads" : 2
          "memory" : 0      | "memory" : 1000000
          """)
  void aWishIsGranted(String before, String after) throws IOException {
    edit(settings, before, after);
    assertThatCode(() -> search.board()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "epochs" : 20     | "epochs" : null      | setting 'epochs' needs a whole number
          "epochs" : 20     | "epochs" : "NaN"     | setting 'epochs' needs a whole number
          "epochs" : 20     | "epochs" : 1e999     | setting 'epochs' needs a whole number
          "epochs" : 20,    | ''                   | setting 'epochs' is missing
          "epochs" : 20     | "epochs" : 20, "epoch" : 20 | unknown setting 'epoch'
          "epochs" : 20     | "epochs" : 20, "epochs" : 21 | it needs valid JSON, got Duplicate field 'epochs'
          "epochs" : 20     | "epochs" : 0         | --epochs needs at least 1, got 0
          "limit" : 640     | "limit" : -1         | --limit needs at least 0, got -1
          "threads" : 1     | "threads" : 1000000  | --threads needs at most 1024, got 1000000
          "trials" : 3      | "trials" : 0         | --trials needs at least 1, got 0
          "memory" : 0      | "memory" : -1        | --memory needs at least 0, got -1
          "method" : "random" | "method" : null    | a search needs a method and a device, got null
          "method" : "random" | "method" : "x"     | setting 'method' needs one of [grid, random, halving]
          "choice" : [ 64, 128, 256 ] | "choice" : null | choices.units needs a list of values to choose from, got null
          "choice" : [ 64, 128, 256 ] | "choice" : 64   | choices.units needs a list of values to choose from, got 64
          "same" : "units"  | "same" : "unit"      | model.config.layers.2.of.config.units needs the name of a choice, one of
          """)
  void nonsenseIsNamed(String before, String after, String rule) throws IOException {
    edit(settings, before, after);
    refuses(settings + " is damaged: " + rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "epochs":7                  | "epochs":8                  | 3
          "loss":0.125                | "loss":0.126                | 3
          "accuracy":0.75             | "accuracy":0.76             | 3
          "val_loss":0.25             | "val_loss":0.26             | 3
          "val_accuracy":0.875        | "val_accuracy":0.975        | 3
          "val_accuracy":0.875        | "val_accuracy":"NaN"        | 3
          "seconds":3.5               | "seconds":4.5               | 3
          "limit":640                 | "limit":641                 | 1
          "images":"abc"              | "images":"abd"              | 1
          "event":"finished"          | "event":"diverged"          | 3
          """)
  void anEditedLineIsNamed(String before, String after, int line) throws IOException {
    edit(journal, before, after);
    refuses(journal + " is damaged in line " + line + ": ");
  }

  @Test
  void noResultIsNoStackTrace() throws IOException {
    String text = Files.readString(journal);
    Files.writeString(journal, text.replaceFirst("\"result\":\\{[^}]*}[^}]*}", "\"result\":null"));
    refuses(journal + " is damaged in line 3: result needs a value, got null; ");
  }

  @Test
  void otherDataAreNamed() throws IOException {
    try (JsonJournal read = search.journal(SETTINGS)) {
      Begun begun = read.begun().orElseThrow();
      begun.requireData(search.path(), Map.of("images", "abc"));
      assertThatThrownBy(() -> begun.requireData(search.path(), Map.of("images", "xyz")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("got images \"xyz\" instead of \"abc\"; bring that back");
    }
  }

  @Test
  void anEditedBestIsNamed() throws IOException {
    Path best = search.file("best.json");
    String whole =
        """
        {"trial": 1, "model": "MODEL", "validationAccuracy": 0.875,
         "test": {"loss": 0.5, "accuracy": 0.8}, "run": "trials/0001"}
        """
            .replace("MODEL", SETTINGS.config(SETTINGS.combinations().get(0)).model().name());
    Leaderboard board = search.board();
    // As an earlier version wrote it.
    Files.writeString(best, whole);
    SearchRun.Best read = search.best(board).orElseThrow();
    for (List<String> edit :
        List.of(
            List.of("\"loss\": 0.5", "\"loss\": -1", "test.loss"),
            List.of("\"accuracy\": 0.8", "\"accuracy\": \"NaN\"", "test.accuracy"),
            List.of("{\"loss\": 0.5, \"accuracy\": 0.8}", "null", "test"),
            List.of("\"trial\": 1", "\"trial\": null", "trial"),
            List.of("\"trial\": 1", "\"trial\": 2", "trial"),
            List.of("\"trial\": 1", "\"trial\": 9", "trial"),
            List.of("\"model\": \"mlp", "\"model\": \"cnn", "model"),
            List.of(" 0.875", " 0.876", "value"),
            List.of("trials/0001", "trials/0002", "run"))) {
      assertThat(whole).contains(edit.get(0));
      Files.writeString(best, whole.replace(edit.get(0), edit.get(1)));
      assertThatThrownBy(() -> search.best(board))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(best + " is damaged: setting '" + edit.get(2) + "' ");
    }
    Files.writeString(best, whole.replace("\"loss\": 0.5,", ""));
    assertThatThrownBy(() -> search.best(board))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(best + " is damaged: scores need a loss, got [accuracy]; ");
    new BestFile(search).write(read);
    assertThat(search.best(board)).contains(read);
    edit(best, "\"accuracy\" : 0.8", "\"accuracy\" : 0.9");
    assertThatThrownBy(() -> search.best(board))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(best + " is damaged: sha256 is not that of its content; ");
  }

  private void edit(Path file, String before, String after) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(before);
    int place = text.indexOf(before);
    Files.writeString(
        file, text.substring(0, place) + after + text.substring(place + before.length()));
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> search.board())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("Exception", "\n");
  }
}
