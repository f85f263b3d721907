package io.atelier.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.layer.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code get_config()} of Keras 3.15.1 gives of layers without weights. */
class LayersOfKerasTest {
  /** Names, the form of types, and what the engine does not have: a seed of a layer's own. */
  private static final Set<String> NOT_KEPT = Set.of("name", "seed", "dtype");

  static List<JsonNode> layers() throws IOException {
    try (InputStream file =
        LayersOfKerasTest.class.getResourceAsStream("/keras/layers-keras-3.15.1.json")) {
      Iterable<JsonNode> all = new JsonMapper().readTree(file);
      return StreamSupport.stream(all.spliterator(), false).toList();
    }
  }

  /**
   * With the keys that Keras writes, no more, as it refuses others: {@code SpatialDropout2D} takes
   * no {@code trainable}. A single number may come back as the list of two that it stands for.
   */
  @ParameterizedTest
  @MethodSource("layers")
  void areReadAndWrittenAgain(JsonNode keras) {
    Layer layer = KerasConfig.read(keras.toString(), Layer.class);
    JsonNode written = KerasConfig.tree(layer);

    assertThat(written.get("class_name")).isEqualTo(keras.get("class_name"));
    assertThat(KerasConfig.read(written.toString(), Layer.class)).isEqualTo(layer);
    ObjectNode expected = ((ObjectNode) keras.get("config")).remove(NOT_KEPT);
    ObjectNode actual = ((ObjectNode) written.get("config")).remove(NOT_KEPT);
    for (Iterator<String> keys = expected.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      assertThat(actual.has(key)).as(key).isTrue();
      if (expected.get(key).isArray() == actual.get(key).isArray()) {
        assertThat(actual.get(key).equals(LayersOfKerasTest::compared, expected.get(key)))
            .as("%s: %s", key, actual.get(key))
            .isTrue();
      }
    }
    assertThat(actual.size()).isEqualTo(expected.size());
  }

  private static int compared(JsonNode one, JsonNode other) {
    boolean numbers = one instanceof NumericNode && other instanceof NumericNode;
    boolean same = numbers ? one.doubleValue() == other.doubleValue() : one.equals(other);
    return same ? 0 : 1;
  }
}
