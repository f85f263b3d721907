package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.cli.Cli;
import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Standing;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches that earlier versions ran, as {@code models/results} keeps them, go on. */
class KeptSearchesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"mlp-search, 8, mlp-128x2, 22", "cnn-search, 28, cnn-32k3s1-128k5s2, 90"})
  void goOnWithWhatTheyHave(String name, int best, String model, int more) throws IOException {
    Path copy = copy(name);
    String table = Files.readString(copy.resolve("results.csv"));
    Cli resumed = Cli.run("search", "--resume", "--out", copy).good();
    assertThat(resumed.out()).contains("Best: trial %s, %s, ".formatted(best, model));
    assertThat(Files.readString(copy.resolve("results.csv"))).isEqualTo(table);
    assertThat(copy.resolve("report.html")).content().contains("What mattered");
    assertThat(Files.readAllLines(copy.resolve("analysis.csv")).get(1))
        .startsWith("learning_rate,0.001,");

    // With more trials, the first are the same; search.json is of the new form then.
    SearchFolder search = SearchFolder.existing(copy);
    search.resize(more);
    Leaderboard board = SearchFolder.existing(copy).board();
    assertThat(board.standings()).hasSize(more);
    assertThat(board.standings().get(more - 1).state()).isEqualTo(Standing.State.WAITING);
    assertThat(search.best(board).orElseThrow().trial()).isEqualTo(best);
  }

  /** A journal that begins with the settings, in the form that they had then. */
  @Test
  void whatASearchWasBegunWithIsCompared() throws IOException {
    Path copy = copy("mlp-search");
    ObjectNode before = Json.object(copy.resolve("search.json"));
    Files.delete(copy.resolve("journal.jsonl"));
    try (JsonJournal journal = JsonJournal.open(copy.resolve("journal.jsonl"))) {
      journal.begin(new Begun(before, Map.of()));
    }
    SearchFolder search = SearchFolder.existing(copy);
    assertThat(search.board().ended()).isZero();
    ObjectNode edited = before.deepCopy();
    edited.withObject("space").withObject("dimensions").putArray("units").add(64).add(999);
    Json.write(copy.resolve("search.json"), edited);
    assertThatThrownBy(search::board)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("space.choices.units.choice [64,999] instead of [64,128,256]");
  }

  private Path copy(String name) throws IOException {
    Path from = Path.of("../results/searches").resolve(name);
    Path copy = Files.createDirectory(folder.resolve(name));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }
}
