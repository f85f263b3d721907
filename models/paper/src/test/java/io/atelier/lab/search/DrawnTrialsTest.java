package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.search.Combination;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The paper's spaces give the trials that they gave when they were kinds of networks and lists of
 * values; {@code drawn-trials.txt} was written then.
 */
class DrawnTrialsTest {
  @Test
  void theSameAreDrawnInTheSameOrder() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : List.of("mlp", "cnn")) {
      for (long seed : new long[] {0, 9}) {
        SearchSettings settings = settings(name, SearchSettings.Method.RANDOM, seed);
        for (Combination it : settings.combinations()) {
          String model = settings.space().settings(it).at("/model/config/name").asText();
          lines.add("%s RANDOM %s: %s = %s".formatted(name, seed, it, model));
        }
      }
    }
    try (InputStream before = DrawnTrialsTest.class.getResourceAsStream("drawn-trials.txt")) {
      String text = new String(before.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(lines).hasSize(214).containsExactlyElementsOf(text.lines().toList());
    }
  }

  /** The networks' names say how they are built, to whoever made them then. */
  @ParameterizedTest
  @ValueSource(strings = {"mlp", "cnn"})
  void everyTrialIsTheRunThatItWas(String name) {
    SearchSettings settings = settings(name, SearchSettings.Method.GRID, 9);
    List<Combination> all = settings.combinations();
    assertThat(all).hasSize(name.equals("mlp") ? 108 : 864);
    for (int i = 0; i < all.size(); i += name.equals("mlp") ? 1 : 7) {
      assertThat(settings.config(all.get(i))).isEqualTo(asItWas(all.get(i).values()));
    }
  }

  private static RunConfig asItWas(Map<String, String> values) {
    String model =
        values.containsKey("units")
            ? "mlp-%sx%s".formatted(values.get("units"), values.get("hidden_layers"))
            : "cnn-%sk%ss%s-%sk%ss%s"
                .formatted(
                    values.get("first_filters"),
                    values.get("first_kernel").charAt(0),
                    values.get("first_strides").charAt(0),
                    values.get("second_filters"),
                    values.get("second_kernel").charAt(0),
                    values.get("second_strides").charAt(0));
    ObjectNode chosen =
        Json.MAPPER
            .createObjectNode()
            .put("model", model)
            .put("optimizer", "adam-constant")
            .put("batchSize", Integer.parseInt(values.get("batch_size")))
            .put("learningRate", Double.parseDouble(values.get("learning_rate")))
            .put("dropout", Double.parseDouble(values.get("dropout")))
            .put("epochs", 100)
            .put("patience", values.containsKey("units") ? 10 : 3)
            .put("seed", 9)
            .put("validationSplit", 0)
            .put("development", true)
            .put("limit", 51_000);
    return RunConfigs.of(chosen);
  }

  private static SearchSettings settings(String name, SearchSettings.Method method, long seed) {
    SearchSettings of = SearchSettings.of(Space.of(name));
    return new SearchSettings(
        of.space(),
        method,
        of.trials(),
        seed,
        of.epochs(),
        of.patience(),
        of.limit(),
        of.device(),
        of.threads(),
        of.memory());
  }
}
