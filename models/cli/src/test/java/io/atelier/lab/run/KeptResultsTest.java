package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.cli.Cli;
import io.atelier.lab.json.Json;
import io.atelier.lab.report.Ending;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.search.SearchFolder;
import io.atelier.lab.search.SearchRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What earlier versions wrote, as it is kept in {@code models/results}, can be read. */
class KeptResultsTest {
  private static final Path RESULTS = Path.of("../results");

  @TempDir Path folder;

  @Test
  void everyRunCanBeRead() throws IOException {
    List<Path> configs = files("config.json");
    assertThat(configs).hasSize(64).hasSameSizeAs(files("report.json"));
    for (Path config : configs) {
      RunFolder run = RunFolder.existing(config.getParent());
      JsonNode report = Json.MAPPER.readTree(run.file("report.json").toFile());
      assertThat(run.finished()).as(run.toString()).isPresent();
      assertThat(run.finished().orElseThrow().epochsRun())
          .isEqualTo(report.get("epochs_run").asInt())
          .isEqualTo(run.history().epochs().size());
      assertThat(report.has("weights_of_epoch")).isFalse();
      FinishedRun finished = run.require(run.config()).finishedRun();
      assertThat(finished.report().ending())
          .isEqualTo(
              report.get("stopped").asText().equals("all epochs trained")
                  ? Ending.ALL_EPOCHS
                  : Ending.STOPPED);
      assertThat(finished.report().model()).isEqualTo(run.config().model().name());
    }
  }

  @Test
  void everySearchCanBeRead() throws IOException {
    Path copy = copy();
    for (String name : List.of("mlp-search", "cnn-search")) {
      SearchFolder search = SearchFolder.existing(copy.resolve("searches").resolve(name));
      SearchRun.Best best = search.best(search.board()).orElseThrow();
      assertThat(best.trial()).isEqualTo(search.board().best().orElseThrow().trial().number());
    }
    assertThat(files("best.json")).hasSize(2).hasSameSizeAs(files("journal.jsonl"));
  }

  /** Of everything in it, the report is made anew. */
  @Test
  void theReproductionGoesOn() throws IOException {
    Path copy = copy();
    Cli.run("reproduce", "--resume", "--only", "eda", "--out", copy).good();
    assertThat(Files.readString(copy.resolve("results.csv")))
        .isEqualTo(Files.readString(RESULTS.resolve("results.csv")));
  }

  private static List<Path> files(String name) throws IOException {
    try (Stream<Path> all = Files.walk(RESULTS)) {
      return all.filter(file -> file.endsWith(name)).toList();
    }
  }

  private Path copy() throws IOException {
    Path copy = folder.resolve("results");
    try (Stream<Path> all = Files.walk(RESULTS)) {
      for (Path file : all.toList()) {
        Files.copy(file, copy.resolve(RESULTS.relativize(file).toString()));
      }
    }
    return copy;
  }
}
