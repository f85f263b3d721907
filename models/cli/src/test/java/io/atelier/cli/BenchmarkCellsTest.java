package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.cli.benchmark.Cell;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.config.ModelEdit;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkCellsTest {
  @Test
  void aCellSaysWhatIsTrained() {
    RunConfig config = Cell.of("mlp-large-128+dropout0.2:1024:bfloat16", "cpu").config();

    assertThat(config.model().name()).isEqualTo("mlp-large-128");
    assertThat(ModelEdit.dropout(config.model())).isEqualTo(0.2);
    assertThat(config.training().batchSize()).isEqualTo(1024);
    assertThat(config.execution().precision()).isEqualTo(ExecutionConfig.Precision.BFLOAT16);
    assertThat(config.training().optimizer()).isEqualTo(new Sgd(new ConstantRate(0.01), 0.8, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mlp-small-64                | a cell needs MODEL[+dropoutRATE]:BATCH:PRECISION, got mlp-small-64; for example mlp-large-128+dropout0.2:32:float32
          mlp-smal-64:32:float32      | unknown model 'mlp-smal-64'; did you mean mlp-small-64?
          mlp-small-64:0:float32      | --batch-size needs at least 1, got 0
          mlp-small-64:32:float31     | setting 'execution.precision' needs one of [float32, tf32, bfloat16, mixed_float16], got something else
          """)
  void refusesACellThatCannotBeMeantAndMeasuresNothing(String cell, String message) {
    Cli cli = Cli.run("benchmark-cells", "--device", "cpu", "mlp-small-64:32:float32", cell);

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).contains(message);
  }

  @Test
  void printsALineForEachCell() throws IOException {
    List<String> cells = List.of("mlp-small-64:64:float32", "mlp-small-64+dropout0.2:512:float32");
    Cli cli =
        Cli.run("benchmark-cells", "--device", "cpu", "--chunks", "5", cells.get(0), cells.get(1));

    List<String> lines = cli.good().out().lines().toList();
    assertThat(lines).hasSize(2);
    for (int i = 0; i < 2; i++) {
      JsonNode line = Json.MAPPER.readTree(lines.get(i));
      assertThat(line.get("cell").asText()).isEqualTo(cells.get(i));
      assertThat(line.get("medianMicros").asDouble())
          .isBetween(line.get("leastMicros").asDouble(), line.get("mostMicros").asDouble())
          .isPositive();
      assertThat(line.get("preparedSeconds").asDouble()).isPositive();
      assertThat(line.get("lowering").asText()).isEqualTo("xla");
    }
  }
}
