package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.lab.run.RunFiles;
import io.atelier.lab.timing.Timings.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code atelier train --timings}. */
class TrainTimingsTest {
  @TempDir Path folder;

  @Test
  void printsEveryPhaseAndKeepsThemInTheReport() throws IOException {
    RunFiles run = new RunFiles(folder.resolve("run"));
    Cli cli =
        Cli.run(
                "train",
                "--timings",
                "mlp-small-64",
                "--epochs",
                2,
                "--limit",
                500,
                "--out",
                run.path())
            .good();
    List<String> rows = cli.out().lines().skip(2).toList();
    assertThat(rows).hasSize(Phase.values().length + 1);
    JsonNode timings = run.report().get("timings");
    double sum = 0;
    for (Phase phase : Phase.values()) {
      assertThat(rows).anyMatch(row -> row.startsWith(phase.label()) && row.endsWith(" %"));
      sum += timings.get(phase.name().toLowerCase(java.util.Locale.ROOT)).asDouble();
    }
    assertThat(rows.get(rows.size() - 1)).startsWith("all ").endsWith(" 100.0 %");
    assertThat(sum)
        .isCloseTo(timings.get("total").asDouble(), org.assertj.core.data.Offset.offset(1e-6));
    for (String phase : List.of("start", "data", "build", "compile", "training", "validation")) {
      assertThat(timings.get(phase).asDouble()).as(phase).isPositive();
    }
    for (String phase : List.of("checkpoint", "test", "export", "report")) {
      assertThat(timings.get(phase).asDouble()).as(phase).isPositive();
    }
    assertThat(run.path().resolve("run.log")).content().contains("timings: {start=");
  }
}
