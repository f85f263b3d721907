package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.search.Combination;
import io.atelier.engine.search.TrialEvent;
import io.atelier.engine.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            // The hash is that of sha256sum, of an empty line and this one without its hash.
            "{\"event\":\"started\",\"trial\":1,\"combination\":{\"values\":{\"units\":\"64\"}},"
                + "\"chain\":\"9f34f589e04b462113dacd015a64f3a540559386fbd58e597a5d5edb3c7c7cff\"}");
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
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                               | it needs an object, got something else
          []                               | it needs an object, got something else
          null                             | it needs an object, got something else
          {"event":"sta                    | it needs valid JSON, got
          {"event":"gone","trial":2}       | setting 'event' needs one of [diverged, failed,
          {"trial":2,"reason":"x"}         | setting 'event' needs one of [diverged, failed,
          {"event":null,"trial":2}         | setting 'event' needs one of [diverged, failed,
          {"event":"failed","trial":"x"}   | setting 'trial' needs a whole number, got something else
          {"event":"failed","trial":1e999,"reason":"x"} | setting 'trial' needs a whole number
          {"event":"failed","trial":99999999999,"reason":"x"} | setting 'trial' needs a whole number
          {"event":"failed","trial":1,"reason":"x","why":"x"} | unknown setting 'why'; the settings are [trial, reason]
          {"event":"failed","trial":1}     | setting 'reason' is missing
          {"event":"failed","trial":1,"reason":null} | reason needs a value, got null
          {"event":"failed","trial":1,"trial":2,"reason":"x"} | it needs valid JSON, got Duplicate field 'trial'
          {"event":"finished","trial":1,"result":null} | result needs a value, got null
          {"event":"finished","trial":1,"result":{"epochs":1}} | setting 'result.loss' is missing
          {"event":"finished","trial":1,"result":{"epochs":1,"quantities":{}}} | setting 'result.seconds' is missing
          {"event":"finished","trial":1,"result":{"epochs":1,"quantities":{},"seconds":1}} | quantities needs a loss, got 0
          {"event":"finished","trial":1,"result":{"epochs":1,"quantities":{"loss":null},"seconds":1}} | TrialResult needs a number for loss, got null
          {"event":"started","trial":1,"combination":{"values":{"units":null}}} | values needs a text for each setting
          {"event":"begun","settings":{},"data":{}} | setting 'event' needs one of
          """)
  void anyOtherDamageIsNamedByItsLineAndItsRule(String line, String rule) throws IOException {
    String good = "{\"event\":\"failed\",\"trial\":2,\"reason\":\"x\"}\n";
    Path path = Files.writeString(folder.resolve("journal.jsonl"), good + line + "\n" + good);
    assertThatThrownBy(() -> JsonJournal.open(path))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path + " is damaged in line 2: " + rule)
        .hasMessageEndingWith("; restore it, or search anew")
        .message()
        .doesNotContain("Exception", "\n");
    // It is in nobody's hands any more.
    Files.writeString(path, good);
    JsonJournal.open(path).close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epochs             | 0       | at least 1, got 0
          loss               | "NaN"   | a finite number, got NaN
          loss               | 1e999   | a finite number, got Infinity
          accuracy           | "NaN"   | a share in [0, 1], got NaN
          accuracy           | -1      | a share in [0, 1], got -1.0
          val_loss           | "NaN"   | a finite number, got NaN
          val_accuracy       | "NaN"   | a share in [0, 1], got NaN
          val_accuracy       | 1.5     | a share in [0, 1], got 1.5
          seconds            | -1      | at least 0, got -1.0
          seconds            | "NaN"   | at least 0, got NaN
          """)
  void aResultThatCannotBeIsNamed(String number, String value, String rule) throws IOException {
    assertNamed(
        number,
        value,
        rule,
        """
        {"event":"finished","trial":1,"result":{"epochs":1,"quantities":{"loss":0.5,"accuracy":0.5,\
        "val_loss":0.5,"val_accuracy":0.5},"seconds":1.0}}
        """);
    // As earlier versions wrote it.
    assertNamed(
        number.replace("val_l", "validationL").replace("val_a", "validationA"),
        value,
        rule,
        """
        {"event":"finished","trial":1,"result":{"epochs":1,"loss":0.5,"accuracy":0.5,\
        "validationLoss":0.5,"validationAccuracy":0.5,"seconds":1.0}}
        """);
  }

  private void assertNamed(String number, String value, String rule, String result)
      throws IOException {
    String edited =
        result.replaceFirst("\"" + number + "\":[0-9.]+", "\"" + number + "\":" + value);
    assertThat(edited).isNotEqualTo(result);
    Path path = Files.writeString(folder.resolve("journal.jsonl"), edited);
    assertThatThrownBy(() -> JsonJournal.open(path))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s is damaged in line 1: %s needs %s; restore it, or search anew",
            path, number.replace("validationL", "val_l").replace("validationA", "val_a"), rule);
  }

  @Test
  void aChangedAMovedAndALostLineAreFound() throws IOException {
    Path path = folder.resolve("journal.jsonl");
    try (JsonJournal journal = JsonJournal.open(path)) {
      for (TrialEvent event : EVENTS) {
        journal.append(event);
      }
    }
    List<String> lines = Files.readAllLines(path);
    for (int line = 0; line < lines.size(); line++) {
      List<String> edited = new ArrayList<>(lines);
      edited.set(line, lines.get(line).replaceFirst("\"trial\":\\d", "\"trial\":4"));
      assertRefused(path, edited, line + 1);
    }
    assertRefused(path, List.of(lines.get(0), lines.get(2)), 2);
    assertRefused(path, List.of(lines.get(1), lines.get(0)), 1);
    String withoutHash = lines.get(4).replaceFirst(",\"chain.*", "}");
    assertRefused(path, List.of(lines.get(0), lines.get(1), withoutHash), 3);
    // What a kill leaves: the first lines.
    Files.write(path, lines.subList(0, 3));
    try (JsonJournal journal = JsonJournal.open(path)) {
      assertThat(journal.events()).isEqualTo(EVENTS.subList(0, 3));
    }
  }

  @Test
  void aJournalOfAnEarlierVersionGoesOnAndIsCoveredFromThen() throws IOException {
    String old = "{\"event\":\"failed\",\"trial\":2,\"reason\":\"x\"}";
    Path path = Files.write(folder.resolve("journal.jsonl"), List.of(old, old));
    try (JsonJournal journal = JsonJournal.open(path)) {
      assertThat(journal.begun()).isEmpty();
      journal.append(EVENTS.get(0));
    }
    try (JsonJournal journal = JsonJournal.open(path)) {
      assertThat(journal.events()).hasSize(3);
    }
    List<String> lines = Files.readAllLines(path);
    assertRefused(path, List.of(old.replace("x", "y"), old, lines.get(2)), 3);
  }

  private static void assertRefused(Path path, List<String> lines, int number) throws IOException {
    Files.write(path, lines);
    assertThatThrownBy(() -> JsonJournal.open(path))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s is damaged in line %s: it is not what was written there, or a line before it is"
                + " not; restore it, or search anew",
            path, number);
  }
}
