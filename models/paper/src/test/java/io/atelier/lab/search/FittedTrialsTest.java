package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.atelier.data.DataSet;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.training.Monitor;
import io.atelier.lab.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows from the data follows for each trial's own model. */
class FittedTrialsTest {
  private static final float[][] INPUTS = {{1, 2}, {3, 4}, {5, 6}};
  private static final DataSet THREE = DataSet.of("three", INPUTS, new int[] {0, 2, 1});
  private static final DataSet TWO = DataSet.of("two", INPUTS, new int[] {0, 1, 1});
  private static final DataSet NUMBERS = DataSet.of("numbers", INPUTS, new float[] {1, 2, 3});

  private static final String SOFTMAX = model("soft", "\"units\": 3, \"activation\": \"softmax\"");
  private static final String LINEAR = model("linear", "\"units\": 3");
  private static final String ONE = model("one", "\"units\": 1, \"activation\": \"sigmoid\"");
  private static final String PAIR = model("pair", "\"units\": 2, \"activation\": \"softmax\"");

  private static String model(String name, String last) {
    return """
        {"class_name": "Sequential", "config": {"name": "%s", "layers": [
          {"class_name": "InputLayer", "config": {"batch_shape": [null, 2]}},
          {"class_name": "Dense", "config": {%s}}]}}
        """
        .formatted(name, last);
  }

  private static SearchSettings settings(String more, String... models)
      throws JsonProcessingException {
    String text =
        "{\"data\": {\"source\": \"x.csv\"}, \"model\": {\"choice\": [%s]}%s}"
            .formatted(String.join(", ", models), more);
    return SearchSettings.of(Json.MAPPER.readValue(text, Space.class));
  }

  private static List<Loss> losses(SearchSettings settings, DataSet set) {
    return settings.combinations().stream()
        .map(it -> settings.config(it, set).training().loss())
        .toList();
  }

  @Test
  void theLossIsThatOfWhatTheModelGives() throws JsonProcessingException {
    SearchSettings classes = settings("", SOFTMAX, LINEAR).fitted(THREE);
    classes.requireTrainable(THREE);
    assertThat(losses(classes, THREE))
        .containsExactlyInAnyOrder(
            new SparseCategoricalCrossEntropy(false), new SparseCategoricalCrossEntropy(true));
    assertThat(classes.objective()).isEqualTo(Monitor.of("val_accuracy"));
    SearchSettings two = settings("", ONE, PAIR).fitted(TWO);
    assertThat(losses(two, TWO))
        .containsExactlyInAnyOrder(
            new BinaryCrossEntropy(false), new SparseCategoricalCrossEntropy(false));
  }

  @Test
  void whatTheSpaceSaysIsKept() throws JsonProcessingException {
    String loss =
        "\"loss\": {\"class_name\": \"SparseCategoricalCrossentropy\", \"config\": {\"from_logits\": true}}";
    SearchSettings settings =
        settings(", \"training\": {" + loss + "}", SOFTMAX, LINEAR).fitted(THREE);
    assertThat(losses(settings, THREE)).containsOnly(new SparseCategoricalCrossEntropy(true));
    SearchSettings some =
        settings(
            ", \"training\": {\"choice\": {\"said\": {"
                + loss
                + "}, \"open\": {\"batch_size\": 8}}}",
            SOFTMAX);
    assertThat(some.followsData()).isTrue();
    assertThat(losses(some.fitted(THREE), THREE))
        .containsExactlyInAnyOrder(
            new SparseCategoricalCrossEntropy(false), new SparseCategoricalCrossEntropy(true));
  }

  @Test
  void numbersAreComparedByTheirLoss() throws JsonProcessingException {
    SearchSettings settings = settings(", \"epochs\": {\"choice\": [1, 2]}", ONE).fitted(NUMBERS);
    settings.requireTrainable(NUMBERS);
    assertThat(losses(settings, NUMBERS)).containsOnly(new MeanSquaredError());
    assertThat(settings.objective()).isEqualTo(Monitor.VALIDATION_LOSS);
  }

  @Test
  void everyModelHasToFitTheData() throws JsonProcessingException {
    SearchSettings settings = settings("", SOFTMAX, PAIR).fitted(THREE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.requireTrainable(THREE))
        .withMessageContaining(
            "Model pair needs an output for each of the 3 classes of three, got outputs [2]");
  }
}
