package io.atelier.paper.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.cli.RealData;
import io.atelier.lab.process.ChildCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A small reproduction, in processes that are killed; its search is made larger in the end. */
@EnabledOnOs(OS.LINUX)
class ReproductionRunTest {
  private static final String RUN = "runs/mlp-adam-dropout/mlp-small-64/seed-0";
  private static final String SEARCH = "searches/mlp-search";

  @TempDir Path folder;
  private Path data;
  private Path killed;

  @BeforeEach
  void prepare() throws IOException {
    data = RealData.load().folder();
    killed = folder.resolve("killed");
  }

  @Test
  void killedInATrainingAndInASearchItRepeatsNothingAndEndsAsIfItHadNotBeen() throws Exception {
    Path first = killed.resolve(RUN);
    kill(() -> lines(first.resolve("history.csv")) > 2);
    assertThat(first.resolve("report.json")).doesNotExist();
    String epochs = Files.readString(first.resolve("history.csv"));

    kill(() -> events("finished").size() >= 1 && lines(trial(events("finished").size() + 1)) > 2);
    assertThat(first.resolve("history.csv")).content().startsWith(epochs);
    Path second = trial(events("finished").size() + 1);
    String trialsEpochs = Files.readString(second);
    byte[] finished = Files.readAllBytes(first.resolve("report.json"));
    assertThat(Files.readString(killed.resolve("report.md")))
        .contains("| mlp-adam-dropout | 1 of 1 |");

    Files.delete(first.resolve("report.html"));
    assertThat(start(killed, SmallReproduction.TRIALS).waitFor()).isZero();
    assertThat(first.resolve("report.html")).content().contains("<svg", "Confusion matrix");
    assertThat(first.resolve("report.json")).hasBinaryContent(finished);
    assertThat(second).content().startsWith(trialsEpochs);
    assertThat(events("started")).hasSize(SmallReproduction.TRIALS).doesNotHaveDuplicates();
    assertThat(events("finished")).hasSize(SmallReproduction.TRIALS).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(killed.resolve("sessions.jsonl"))).hasSize(3);

    Path whole = folder.resolve("whole");
    assertThat(start(whole, SmallReproduction.TRIALS).waitFor()).isZero();
    for (String table : List.of("results.csv", SEARCH + "/results.csv")) {
      assertThat(withoutSeconds(killed.resolve(table)))
          .isEqualTo(withoutSeconds(whole.resolve(table)));
    }
    assertThat(withoutTimes(killed)).isEqualTo(withoutTimes(whole));
    assertThat(withoutSeconds(first.resolve("history.csv")))
        .isEqualTo(withoutSeconds(whole.resolve(RUN).resolve("history.csv")));
    assertThat(Files.readString(whole.resolve("report.md")))
        .contains("3 trials were run to their end, 0 failed or diverged; the paper ran 21.")
        .doesNotContain("not evaluated");
  }

  private Path trial(int number) {
    return killed.resolve(SEARCH).resolve("trials/%04d/history.csv".formatted(number));
  }

  private Process start(Path reproduction, int trials) throws IOException {
    List<String> command =
        ChildCommand.of(
            SmallReproduction.class,
            List.of(reproduction.toString(), data.toString(), Integer.toString(trials)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  /** Kills the reproduction once something has happened; whom it had started must end too. */
  private void kill(Callable<Boolean> happened) throws Exception {
    Process process = start(killed, SmallReproduction.TRIALS - 1);
    Instant latest = Instant.now().plus(Duration.ofMinutes(10));
    while (!happened.call()) {
      assertThat(process.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
      assertThat(Instant.now()).isBefore(latest);
      Thread.sleep(5);
    }
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroyForcibly().waitFor();
    assertThat(workers).isNotEmpty();
    for (ProcessHandle worker : workers) {
      worker.onExit().get(10, TimeUnit.MINUTES);
    }
  }

  private static long lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  private List<String> events(String kind) throws IOException {
    Path journal = killed.resolve(SEARCH).resolve("journal.jsonl");
    if (!Files.exists(journal)) {
      return List.of();
    }
    return Files.readAllLines(journal).stream()
        .filter(line -> line.contains("\"event\":\"" + kind + "\""))
        .toList();
  }

  private static List<List<String>> withoutSeconds(Path table) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      rows.add(new ArrayList<>(Arrays.asList(line.split(",", -1))));
    }
    int seconds = rows.get(0).indexOf("seconds");
    rows.forEach(row -> row.remove(seconds));
    return rows;
  }

  /** The report up to where it says when what was made, without the seconds of our trials. */
  private static String withoutTimes(Path reproduction) throws IOException {
    String report = Files.readString(reproduction.resolve("report.md"));
    return report
        .substring(0, report.indexOf("## Environment and provenance"))
        .replaceAll("[0-9,]+\\.[0-9] \\|\n", "|\n");
  }
}
