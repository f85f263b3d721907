package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.atelier.data.DataSet;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.metric.RecallScore;
import io.atelier.engine.runtime.ClassWeights;
import io.atelier.lab.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassWeightTest {
  private static final RunConfig PLAIN =
      RunConfigs.of(Model.of("m", Input.floats(1), new Dense(2, Activation.SOFTMAX)));

  private static RunConfig with(String path, String json) throws Exception {
    return RunConfig.of(Overlay.set(PLAIN.json(), path, Json.MAPPER.readTree(json)));
  }

  @Test
  void weightsAreReadAndWrittenAsKerasHasThem() throws Exception {
    RunConfig config = with("training.class_weight", "{\"1\": 5.0, \"0\": 1}");
    assertThat(config.training().training().classWeights())
        .isEqualTo(ClassWeights.of(Map.of(0, 1.0, 1, 5.0)));
    assertThat(config.json().at("/training/class_weight").toString())
        .isEqualTo("{\"0\":1.0,\"1\":5.0}");
    assertThat(RunConfig.of(config.json())).isEqualTo(config);
  }

  @Test
  void balancedWeightsAreNumbersOnceTheDataAreKnown() {
    RunConfig config =
        RunConfig.of(
            Overlay.set(PLAIN.json(), "training.class_weight", TextNode.valueOf("balanced")));
    DataSet set = DataSet.of("rare", new float[][] {{1}, {2}, {3}, {4}}, new int[] {0, 0, 0, 1});
    RunConfig fitted = new FittedTraining(false, false).of(config, set);
    assertThat(config.json().at("/training/class_weight").asText()).isEqualTo("balanced");
    assertThat(fitted.training().training().classWeights().byClass())
        .isEqualTo(Map.of(0, 4 / 6.0, 1, 2.0));
  }

  @Test
  void balancedWeightsAreNoneBeforeTheDataAreKnownAndWhereTheyHaveNoClasses() {
    TrainingConfig balanced = PLAIN.training().with(ClassWeight.of(TextNode.valueOf("balanced")));
    assertThatIllegalArgumentException()
        .isThrownBy(balanced::training)
        .withMessageStartingWith("training.class_weight needs numbers once a program is made");
    assertThat(Reported.of(balanced, false).quantities()).containsExactly("loss", "accuracy");
    DataSet numbers = DataSet.of("prices", new float[][] {{1}, {2}}, new float[] {3, 4});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> balanced.classWeight().of(numbers))
        .withMessage(
            "training.class_weight \"balanced\" needs data of one class for each example, got prices, which has numbers to predict; leave it out, or weigh the examples of a table by a column, --weights");
    assertThat(ClassWeight.NONE.of(numbers)).isEqualTo(ClassWeight.NONE);
  }

  @Test
  void aRunOfAnEarlierVersionHasNone() {
    ObjectNode earlier = PLAIN.json();
    earlier.withObject("training").remove("class_weight");
    earlier.withObject("training").remove("weighted_metrics");
    assertThat(RunConfig.of(earlier)).isEqualTo(PLAIN);
  }

  @Test
  void weightedMetricsAreKeras() throws Exception {
    RunConfig config =
        with(
            "training.weighted_metrics",
            "[{\"class_name\": \"Recall\", \"config\": {\"class_id\": 1, \"name\": \"rare\"}}]");
    assertThat(config.training().training().weightedMetrics())
        .containsExactly(new RecallScore().ofClass(1).named("rare"));
    assertThat(config.training().training().quantities(true)).contains("rare", "val_rare");
    assertThat(config.training().metricNames()).containsExactly("accuracy", "rare");
  }

  @Test
  void otherWeightsAreRefusedByName() {
    for (String json : new String[] {"\"even\"", "[1, 2]", "{\"a\": 1}", "{\"0\": \"x\"}"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with("training.class_weight", json))
          .withMessageContaining("class_weight needs weights by class number");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("training.class_weight", "{\"0\": -1}"))
        .withMessageContaining("ClassWeights needs classes and weights from 0, got -1.0");
  }
}
