package io.atelier.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BenchmarkCaseTest {
  private static final Optimizer SGD = new Sgd(new ConstantRate(0.01), 0.8, true);
  private static final Optimizer ADAM = new Adam(new InverseTimeDecay(0.001, 1_593_750, 1));
  private static final List<Integer> BATCHES = List.of(32, 128);

  private static List<BenchmarkCase> all(List<String> models, ObjectNode settings)
      throws IOException {
    return BenchmarkCase.all(models, BATCHES, settings, OptionalInt.empty(), 9);
  }

  private static ObjectNode settings() {
    return Json.MAPPER.createObjectNode();
  }

  @Test
  void sixteenCasesIfNoModelIsNamed() throws IOException {
    assertThat(all(List.of(), settings()))
        .extracting(BenchmarkCase::toString)
        .containsExactly(
            "mlp-small-64, batch 32",
            "mlp-small-64, batch 128",
            "mlp-small-64 dropout 0.2, batch 32",
            "mlp-small-64 dropout 0.2, batch 128",
            "mlp-small-128, batch 32",
            "mlp-small-128, batch 128",
            "mlp-small-128 dropout 0.2, batch 32",
            "mlp-small-128 dropout 0.2, batch 128",
            "mlp-large-128, batch 32",
            "mlp-large-128, batch 128",
            "cnn-small-32, batch 32",
            "cnn-small-32, batch 128",
            "cnn-medium-64-128, batch 32",
            "cnn-medium-64-128, batch 128",
            "cnn-large-64-128-256, batch 32",
            "cnn-large-64-128-256, batch 128");
  }

  @Test
  void aChosenDropoutIsThatOfAllModels() throws IOException {
    List<BenchmarkCase> cases = all(List.of(), settings().put("dropout", 0.5));
    assertThat(cases).hasSize(12);
    assertThat(cases).allSatisfy(asked -> assertThat(asked.dropout()).isEqualTo(0.5));
    assertThat(all(List.of(), settings().put("dropout", 0.0))).hasSize(12);
  }

  @Test
  void aNamedModelIsTrainedAsInThePaper() throws IOException {
    assertThat(all(List.of("mlp-large-64-he", "cnn-small-64"), settings()))
        .extracting(asked -> asked.config().training().optimizer(), BenchmarkCase::dropout)
        .containsExactly(tuple(SGD, 0.0), tuple(SGD, 0.0), tuple(ADAM, 0.0), tuple(ADAM, 0.0));
  }

  @Test
  void aCaseIsTheSameBehindJson() throws Exception {
    ObjectNode settings = settings().put("optimizer", "adam").put("threads", 1).put("dropout", 0.1);
    BenchmarkCase asked = all(List.of("mlp-small-64"), settings).get(0);
    assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(asked), BenchmarkCase.class))
        .isEqualTo(asked);
  }

  @Test
  void rejectsChunksThatAreTooFewForAMedian() throws IOException {
    RunConfig config = all(List.of(), settings()).get(0).config();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BenchmarkCase(config, 45_900, 4))
        .withMessage("--chunks needs at least 5 for a median, got 4");
    assertThat(new BenchmarkCase(config, 45_900, 5).chunks()).isEqualTo(5);
  }

  @Test
  void rejectsImagesThatAreNoBatchOrNoArray() throws IOException {
    RunConfig config = all(List.of(), settings()).get(0).config();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BenchmarkCase(config, 31, 5))
        .withMessage("--images needs 32, a batch, to 2739137, got 31");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BenchmarkCase(config, 2_739_138, 5))
        .withMessage("--images needs 32, a batch, to 2739137, got 2739138");
    assertThat(new BenchmarkCase(config, 32, 5).images()).isEqualTo(32);
  }

  @Test
  void theMedianIsInTheMiddle() {
    assertThat(Benchmark.median(List.of(3.0, 1.0, 100.0))).isEqualTo(3);
    assertThat(Benchmark.median(List.of(4.0, 1.0, 100.0, 2.0))).isEqualTo(3);
  }
}
