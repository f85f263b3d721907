package io.atelier.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.SealedJson;
import io.atelier.lab.report.Report.TestScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reports of earlier versions, which had accuracy alone, and the form of scores today. */
class KeptReportTest {
  private static final Path KEPT =
      Path.of("../results/runs/mlp-sgd/mlp-small-64/seed-0/report.json");

  @Test
  void aReportOfAnEarlierVersionIsRead() throws IOException {
    Report report =
        SealedJson.open(KEPT)
            .as(Report.class, "weights_of_epoch", "ending", "class_counts", "numbers");
    assertThat(report.test())
        .isEqualTo(new TestScores(0.496967613697052, Map.of("accuracy", 0.8744000196456909)));
    assertThat(report.validation().accuracy()).isEqualTo(0.8886274695396423);
    assertThat(report.confusionMatrix()).hasSize(10);
    assertThat(report.numbers()).isNull();
    // What is written of it is what it was, but for what is younger.
    JsonNode written = Json.MAPPER.<JsonNode>valueToTree(report);
    JsonNode kept = Json.MAPPER.readTree(Files.readString(KEPT));
    for (String key : new String[] {"validation", "test", "confusion_matrix", "worst_mistakes"}) {
      assertThat(written.get(key)).hasToString(kept.get(key).toString());
    }
    assertThat(written.has("numbers")).isFalse();
  }

  @Test
  void scoresAreOneObject() throws IOException {
    TestScores scores = Json.MAPPER.readValue("{\"loss\":1.5,\"mae\":2}", TestScores.class);
    assertThat(scores).isEqualTo(new TestScores(1.5, Map.of("mae", 2.0)));
    assertThat(Json.line(scores)).isEqualTo("{\"loss\":1.5,\"mae\":2.0}");
    assertThatThrownBy(scores::accuracy).hasMessageContaining("got only [mae]");
    for (String wrong : new String[] {"{\"mae\":2}", "{\"loss\":null}", "{\"loss\":\"1\"}", "[]"}) {
      assertThatThrownBy(() -> Json.MAPPER.readValue(wrong, TestScores.class))
          .isInstanceOf(JsonMappingException.class);
    }
  }
}
