package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.FloatValues;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import io.atelier.lab.config.Presets;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final RunConfig CONFIG = Presets.named("mlp-small-64");

  @TempDir Path temporary;

  @Test
  void makesAFolderWithAllAboveIt() throws IOException {
    Path path = temporary.resolve("a/b");
    assertThat(RunFolder.create(path).path()).isEqualTo(path);
    assertThat(inside(path)).isEmpty();
  }

  @Test
  void takesAFolderThatIsEmpty() throws IOException {
    assertThat(RunFolder.create(temporary).path()).isEqualTo(temporary);
  }

  @Test
  void refusesAFolderWithFilesInIt() throws IOException {
    Files.writeString(temporary.resolve("mine"), "");
    assertThatThrownBy(() -> RunFolder.create(temporary))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "--out needs a new or empty folder, got %s with files in it; choose another place",
            temporary);
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.writeString(temporary.resolve("mine"), "");
    assertThatThrownBy(() -> RunFolder.create(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "--out needs a new or empty folder, got the file %s; choose another place", file);
  }

  @Test
  void refusesAPlaceWhereNoFolderCanBe() throws IOException {
    Path below = Files.writeString(temporary.resolve("mine"), "").resolve("run");
    assertThatThrownBy(() -> RunFolder.create(below))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "--out needs a folder that can be written, got %s; choose another place", below);
  }

  @Test
  void aFolderWithoutConfigJsonIsNoRun() {
    assertThatThrownBy(() -> RunFolder.existing(temporary))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s is not a run folder: it has no config.json;"
                + " name a folder that 'atelier train' wrote",
            temporary);
  }

  @Test
  void readsTheSettingsItWrote() throws IOException {
    Json.write(RunFolder.create(temporary).file("config.json"), CONFIG);
    assertThat(RunFolder.existing(temporary).config()).isEqualTo(CONFIG);
  }

  @Test
  void namesADamagedConfigJson() throws IOException {
    Path config =
        Files.writeString(
            temporary.resolve("config.json"), "{\"model\": \"mlp-small-64\", \"epochs\": 0}");
    RunFolder folder = RunFolder.existing(temporary);
    assertThatThrownBy(folder::config)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s is damaged: --epochs needs at least 1, got 0; put a copy of it back, or begin anew"
                + " in another folder",
            config);
  }

  @Test
  void replacesAFileWholeAndLeavesNothingBeside() throws IOException {
    RunFolder folder = RunFolder.create(temporary);
    folder.write("history.csv", "old and longer");
    folder.write("history.csv", "new");
    assertThat(folder.file("history.csv")).hasContent("new");
    assertThat(inside(temporary)).containsExactly("history.csv");
  }

  @Test
  void whoeverReadsWhileItWritesFindsAFileThatIsWhole() throws Exception {
    RunFolder folder = RunFolder.create(temporary);
    String old = "a".repeat(1_000_000);
    String other = "b".repeat(1_000_000);
    folder.write("report.json", old);
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 50; i++) {
                try {
                  folder.write("report.json", i % 2 == 0 ? other : old);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    do {
      String found = Files.readString(folder.file("report.json"));
      assertThat(found.equals(old) || found.equals(other)).as(found.length() + " bytes").isTrue();
    } while (!writing.isDone());
    writing.get();
  }

  @Test
  void keepsOnlyTheNewestCheckpointAndGoesBackToIt() throws IOException {
    RunFolder folder = RunFolder.create(temporary);
    try (Program program = Program.compile(CONFIG.model(), CONFIG.training().training())) {
      setBias(program, 1);
      folder.checkpoint(program, history(1), Set.of(1), with(1));
      setBias(program, 2);
      folder.checkpoint(program, history(2), Set.of(2), with(2));
      setBias(program, 3);
      folder.restore(program);
      assertThat(program.weights().get("Output/bias").values()).containsOnly(2);
    }
    assertThat(inside(temporary.resolve("checkpoints")))
        .hasSize(1)
        .first()
        .asString()
        .matches("epoch-0*2");
  }

  @Test
  void findsItsCheckpointsInALanguageWithOtherDigits() throws IOException {
    Locale before = Locale.getDefault();
    RunFolder folder = RunFolder.create(temporary);
    try (Program program = Program.compile(CONFIG.model(), CONFIG.training().training())) {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      folder.checkpoint(program, history(7), Set.of(7), with(7));
      folder.restore(program);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(inside(temporary.resolve("checkpoints")))
        .hasSize(1)
        .first()
        .asString()
        .matches("epoch-0*7");
  }

  @Test
  void restoredWeightsComeOverThoseOfTheSameEpoch() throws IOException {
    RunFolder folder = RunFolder.create(temporary);
    try (Program program = Program.compile(CONFIG.model(), CONFIG.training().training())) {
      folder.checkpoint(program, history(1), Set.of(1), with(1));
      String own = inside(temporary.resolve("checkpoints")).get(0);
      setBias(program, 2);
      folder.checkpoints().saveRestored(program, 1, with(1));
      assertThat(inside(temporary.resolve("checkpoints"))).hasSize(1).doesNotContain(own);
      setBias(program, 3);
      // As if it had been killed before the epoch's own was deleted.
      program.save(temporary.resolve("checkpoints").resolve(own));
      folder.restore(program);
      assertThat(program.weights().get("Output/bias").values()).containsOnly(2);
    }
  }

  @Test
  void isInTheHandsOfOne() throws IOException {
    RunFolder folder = RunFolder.create(temporary.resolve("run"));
    try (FileChannel held = folder.hold()) {
      assertThat(held.isOpen()).isTrue();
      assertThatThrownBy(() -> RunFolder.create(folder.path()).hold())
          .isInstanceOf(IOException.class)
          .hasMessage(
              folder.file("run.log")
                  + " needs to be this process' alone, got one that another writes; wait for its"
                  + " end");
    }
    folder.hold().close();
  }

  @Test
  void whatWasKilledBeforeItsSettingsWereWrittenBeginsAnew() throws IOException {
    Files.createFile(temporary.resolve("run.log"));
    Files.writeString(temporary.resolve(".config.json.cut-off"), "{");
    RunFolder folder = RunFolder.create(temporary);
    folder.begin(CONFIG);
    assertThat(folder.config()).isEqualTo(CONFIG);
    assertThat(inside(temporary)).containsExactlyInAnyOrder("config.json", "run.log");
    refusesToBegin(folder);
  }

  @Test
  void aLogWithSomethingInItIsAFile() throws IOException {
    Files.writeString(temporary.resolve("run.log"), "mine");
    refusesToBegin(new RunFolder(temporary));
  }

  private static void refusesToBegin(RunFolder folder) {
    assertThatThrownBy(() -> folder.begin(CONFIG))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "--out needs a new or empty folder, got %s with files in it; choose another place",
            folder.path());
  }

  @Test
  void saysHowARunThatHasNoSettingsIsBegunAgain() throws IOException {
    Files.createFile(temporary.resolve("run.log"));
    assertThatThrownBy(() -> RunFolder.existing(temporary))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s was ended before it had a config.json; begin it again with 'atelier train --out'",
            temporary);
  }

  @Test
  void saysThatNoEpochWasFinished() throws IOException {
    RunFolder folder = RunFolder.create(temporary);
    try (Program program = Program.compile(CONFIG.model(), CONFIG.training().training())) {
      assertThatThrownBy(() -> folder.restore(program))
          .isInstanceOf(IOException.class)
          .hasMessage("%s has no checkpoint: no epoch was finished; train it again", temporary);
    }
  }

  private static TrainedWith with(int epochs) {
    return TrainedWith.of(CONFIG, Map.of(), history(epochs));
  }

  private static History history(int epochs) {
    History history = History.EMPTY;
    for (int epoch = 0; epoch < epochs; epoch++) {
      Scores scores = new Scores(1, Map.of("accuracy", 0.5));
      history =
          history.with(
              new EpochResult(epoch, scores, Optional.of(scores), 0.01f, Duration.ofSeconds(1)));
    }
    return history;
  }

  private static void setBias(Program program, float value) {
    float[] bias = new float[10];
    java.util.Arrays.fill(bias, value);
    program.setWeights(Map.of("Output/bias", FloatValues.of(bias, 10)));
  }

  private static List<String> inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
