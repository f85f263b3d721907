package io.atelier.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.search.Combination;
import io.atelier.engine.search.TrialEvent;
import io.atelier.engine.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonJournalTest {
  private static final TrialResult RESULT = new TrialResult(3, 0.1f, 1 / 3.0, 1e-30, 1, 0.1 + 0.2);
  private static final List<TrialEvent> EVENTS =
      List.of(
          new TrialEvent.Started(1, new Combination(Map.of("units", "64"))),
          new TrialEvent.Reached(1, 3, RESULT),
          new TrialEvent.Finished(1, RESULT),
          new TrialEvent.Failed(2, "a \"quoted\"\nreason"),
          new TrialEvent.Diverged(3, "loss NaN"));

  @TempDir Path folder;

  @Test
  void aLineIsAnEventAndIsReadBackExactly() throws IOException {
    Path path = folder.resolve("journal.jsonl");
    try (JsonJournal journal = JsonJournal.open(path)) {
      for (TrialEvent event : EVENTS) {
        journal.append(event);
      }
      assertThat(journal.events()).isEqualTo(EVENTS);
    }
    List<String> lines = Files.readAllLines(path);
    assertThat(lines)
        .hasSize(5)
        .startsWith(
            "{\"event\":\"started\",\"trial\":1,\"combination\":{\"values\":{\"units\":\"64\"}}}");
    try (JsonJournal journal = JsonJournal.open(path)) {
      assertThat(journal.events()).isEqualTo(EVENTS);
    }
  }

  @Test
  void anEventCutOffByAKillIsForgotten() throws IOException {
    Path path = folder.resolve("journal.jsonl");
    Files.writeString(
        path, "{\"event\":\"failed\",\"trial\":2,\"reason\":\"x\"}\n{\"event\":\"sta");
    try (JsonJournal journal = JsonJournal.open(path)) {
      assertThat(journal.events()).containsExactly(new TrialEvent.Failed(2, "x"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"event\":\"sta",
        "{\"event\":\"gone\",\"trial\":2}",
        "{\"trial\":2,\"reason\":\"x\"}",
        "{\"event\":\"failed\",\"trial\":\"x\"}",
        "{\"event\":\"failed\",\"trial\":1,\"why\":\"x\"}",
      })
  void anyOtherDamageIsNamedByItsLine(String line) throws IOException {
    String good = "{\"event\":\"failed\",\"trial\":2,\"reason\":\"x\"}\n";
    Path path = Files.writeString(folder.resolve("journal.jsonl"), good + line + "\n" + good);
    assertThatThrownBy(() -> JsonJournal.open(path))
        .isInstanceOf(IOException.class)
        .hasMessage(path + " is damaged in line 2; restore it, or search anew");
  }
}
