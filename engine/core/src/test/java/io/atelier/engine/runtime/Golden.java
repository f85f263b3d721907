package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atelier.data.FloatValues;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * A case of {@code keras-goldens.json} or {@code keras-documented.json}, which remembers what of
 * its expectations was compared.
 *
 * @param json the case as it stands in the file
 * @param seen names of the expectations that were read
 */
record Golden(JsonNode json, Set<String> seen) {

  /** {@return all cases that were collected before there was an engine, in the file's order} */
  static List<Golden> all() throws IOException {
    return in("/keras-goldens.json");
  }

  /** {@return all cases typed since from Keras' documentation and tests, in the file's order} */
  static List<Golden> documented() throws IOException {
    return in("/keras-documented.json");
  }

  private static List<Golden> in(String resource) throws IOException {
    try (InputStream file = Golden.class.getResourceAsStream(resource)) {
      JsonNode cases = new JsonMapper().readTree(file).required("cases");
      return StreamSupport.stream(cases.spliterator(), false)
          .map(json -> new Golden(json, new HashSet<>()))
          .toList();
    }
  }

  String name() {
    return json.required("name").asText();
  }

  String kind() {
    return json.required("kind").asText();
  }

  int priority() {
    return json.required("priority").asInt();
  }

  JsonNode config() {
    return json.required("config");
  }

  JsonNode input(String key) {
    return json.required("inputs").required(key);
  }

  boolean hasInput(String key) {
    return json.required("inputs").has(key);
  }

  boolean expects(String key) {
    return json.required("expected").has(key);
  }

  JsonNode expected(String key) {
    seen.add(key);
    return json.required("expected").required(key);
  }

  /** Compares numbers, in row-major order, with an expectation. */
  void check(String key, double... actual) {
    check(key, expected(key), actual);
  }

  /** Compares a count with an expectation. */
  void check(String key, long actual) {
    check(key, expected(key), (double) actual);
  }

  /** Compares numbers, in row-major order, with an expectation. */
  void check(String key, float[] actual) {
    check(key, expected(key), GoldenTensor.doubles(actual));
  }

  /** Compares a tensor, its shape included, with an expectation. */
  void check(String key, FloatValues actual) {
    FloatValues wanted = GoldenTensor.floats(expected(key));
    assertThat(actual.shape()).as("shape of %s", key).isEqualTo(wanted.shape());
    check(key, expected(key), GoldenTensor.doubles(actual.values()));
  }

  /** Compares numbers, in row-major order, with a part of an expectation. */
  void check(String what, JsonNode expected, double... actual) {
    double[] wanted =
        expected.isTextual()
            ? GoldenTensor.doubles(GoldenTensor.floats(expected).values())
            : GoldenTensor.numbers(expected);
    assertThat(actual).as(what).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.length; i++) {
      assertThat(allows(actual[i], wanted[i]))
          .as("%s[%d] is %s, expected %s within %s", what, i, actual[i], wanted[i], tolerance())
          .isTrue();
    }
  }

  /** Requires that every expectation was read. */
  void requireAllChecked() {
    Set<String> all = new TreeSet<>();
    json.required("expected").fieldNames().forEachRemaining(all::add);
    assertThat(new TreeSet<>(seen)).as("expectations that were compared").isEqualTo(all);
  }

  private JsonNode tolerance() {
    return json.required("tolerance");
  }

  private boolean allows(double actual, double expected) {
    double off = Math.abs(actual - expected);
    if (tolerance().has("rtol")) {
      double relative = tolerance().required("rtol").asDouble() * Math.abs(expected);
      return off <= tolerance().required("atol").asDouble() + relative;
    }
    if (tolerance().has("decimal")) {
      return off < 1.5 * Math.pow(10, -tolerance().required("decimal").asInt());
    }
    if (tolerance().has("abs")) {
      return off < tolerance().required("abs").asDouble();
    }
    return tolerance().required("exact").asBoolean()
        && (actual == expected || off <= TestDevice.exactness() * Math.abs(expected));
  }

  @Override
  public String toString() {
    return name();
  }
}
