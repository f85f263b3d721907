package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.search.Trial;
import io.atelier.engine.search.TrialResult;
import io.atelier.lab.config.ExecutionConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that do what goes wrong. */
class WorkersTest {
  private static final TrialResult RESULT = new TrialResult(1, 0.5, 0.5, 0.5, 0.5, 1);

  @TempDir Path folder;

  @Test
  void aProcessThatDoesNotComeToItsTrialEndsTheSearch() throws IOException {
    try (Workers workers = workers("exit", "1")) {
      assertThatThrownBy(() -> workers.run(trial(1), 1))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "search needs processes that train, got one that ended before it began: no images");
      assertThat(workers.ended()).isFalse();
    }
    assertThat(processes()).isEqualTo(1);
  }

  @Test
  void aProcessThatIsKilledBeforeItsTrialIsReplacedOnce() throws IOException {
    try (Workers workers = workers("exit", "137")) {
      assertThatThrownBy(() -> workers.run(trial(1), 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ended before it began: no images");
    }
    assertThat(processes()).isEqualTo(2);
  }

  @Test
  void aTrialWhoseProcessIsKilledIsTriedAgain() throws IOException {
    try (Workers workers = workers("killed", "1")) {
      assertThat(workers.run(trial(1), 1)).contains(RESULT);
      assertThat(workers.run(trial(2), 1)).contains(RESULT);
    }
    assertThat(processes()).isEqualTo(2);
  }

  @Test
  void aTrialThatKillsEveryProcessFailsAndTheNextIsTrained() throws IOException {
    try (Workers workers = workers("killed", "2")) {
      assertThatThrownBy(() -> workers.run(trial(1), 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("2 processes ended in it, the last with exit code 137; see %s", log());
      assertThat(workers.run(trial(2), 1)).contains(RESULT);
    }
    assertThat(processes()).isEqualTo(3);
  }

  @Test
  void whatATrialCannotHelpEndsTheSearchAndWhatItCanFailsIt() throws IOException {
    try (Workers workers = workers("say", "failed", "done", "unable")) {
      assertThatThrownBy(() -> workers.run(trial(7), 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("wörds");
      assertThat(workers.finish(trial(8))).isTrue();
      assertThatThrownBy(() -> workers.run(trial(9), 1))
          .isInstanceOf(IOException.class)
          .hasMessage("trial 9 was stopped by the machine: wörds; --resume tries it again");
    }
    assertThat(processes()).isEqualTo(1);
  }

  @Test
  void aProcessThatTheMachineFailedIsNotAskedAgain() throws IOException {
    try (Workers workers = workers("say", "unable", "done")) {
      assertThatThrownBy(() -> workers.run(trial(7), 1)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> workers.run(trial(7), 1)).isInstanceOf(IOException.class);
    }
    assertThat(processes()).isEqualTo(2);
  }

  @Test
  void aTrialThatBreaksItsProcessIsTriedInAnother() throws IOException {
    try (Workers workers = workers("say", "broken once", "done")) {
      assertThat(workers.run(trial(1), 1)).contains(RESULT);
    }
    assertThat(processes()).isEqualTo(2);
  }

  @Test
  void aTrialThatBreaksEveryProcessFails() throws IOException {
    try (Workers workers = workers("say", "broken")) {
      assertThatThrownBy(() -> workers.run(trial(1), 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("wörds");
    }
    assertThat(processes()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"kind\":null}",
        "{\"kind\":\"begun\"}",
        "{\"kind\":\"done\"}",
        "{\"kind\":\"failed\"}",
      })
  void anAnswerThatLacksSomethingIsNone(String answer) throws IOException {
    try (Workers workers = workers("answer", answer)) {
      assertThatThrownBy(() -> workers.run(trial(1), 1))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("a worker needs to answer as one does, got '")
          .hasMessageEndingWith("'; nothing else may write to its output");
    }
    assertThat(processes()).isEqualTo(1);
  }

  @Test
  void anAnswerThatIsNoneIsQuoted() throws IOException {
    try (Workers workers = workers("babble")) {
      assertThatThrownBy(() -> workers.run(trial(1), 1))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "a worker needs to answer as one does, got 'how are you?'; nothing else may write to"
                  + " its output");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15})
  void aSignalThatEndsTheSearchTooIsNoFailure(int signal) throws IOException {
    try (Workers workers = workers("exit", Integer.toString(128 + signal))) {
      assertThat(workers.run(trial(1), 1)).isEmpty();
      assertThat(workers.ended()).isTrue();
      assertThat(workers.run(trial(2), 1)).isEmpty();
    }
    assertThat(processes()).isEqualTo(1);
  }

  private Workers workers(String... arguments) throws IOException {
    Space space = Space.of("mlp");
    SearchSettings settings =
        new SearchSettings(
            space, SearchSettings.Method.GRID, 1, 0, 1, 1, 640, ExecutionConfig.Device.CPU, 1, 0);
    SearchFolder search = SearchFolder.create(folder.resolve("search"), settings);
    List<String> all = new ArrayList<>(List.of(search.path().toString()));
    all.addAll(List.of(arguments));
    return new Workers(Wrong.class, all, search);
  }

  private static Trial trial(int number) {
    return new Trial(number, Space.of("mlp").searched().at(number));
  }

  private Path log() {
    return folder.resolve("search/worker.log");
  }

  private int processes() throws IOException {
    return Files.readAllLines(folder.resolve("search/processes")).size();
  }

  /** A worker but for what is wrong with it. */
  static final class Wrong {
    private Wrong() {}

    public static void main(String[] arguments) throws IOException {
      Path processes = Path.of(arguments[0], "processes");
      Files.writeString(processes, "one\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      int started = Files.readAllLines(processes).size();
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      switch (arguments[1]) {
        case "exit" -> {
          System.err.println("atelier: no images\n");
          Runtime.getRuntime().halt(Integer.parseInt(arguments[2]));
        }
        case "answer" -> {
          out.print(Worker.line(Reply.BEGUN));
          out.println(arguments[2]);
        }
        case "babble" -> out.println("how are you?");
        case "killed" -> {
          while (in.readLine() != null) {
            out.print(Worker.line(Reply.BEGUN));
            if (started <= Integer.parseInt(arguments[2])) {
              Runtime.getRuntime().halt(137);
            }
            out.print(Worker.line(Reply.done(RESULT)));
          }
        }
        default -> {
          for (int i = 2; in.readLine() != null; i++) {
            out.print(Worker.line(Reply.BEGUN));
            out.print(
                Worker.line(
                    switch (arguments[i]) {
                      case "unable" -> Reply.unable("wörds");
                      case "failed" -> Reply.failed("wörds");
                      case "broken" -> Reply.broken("wörds");
                      case "broken once" ->
                          started == 1 ? Reply.broken("wörds") : Reply.done(RESULT);
                      default -> Reply.done(RESULT);
                    }));
          }
        }
      }
    }
  }
}
