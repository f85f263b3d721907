package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses, metrics and weights of {@code keras-documented.json}, each at its stated tolerance. */
@Tag("numeric")
class DocumentedTest {
  private static final Map<String, Consumer<Golden>> RUNNERS =
      Map.of(
          "loss", GoldenLosses::loss,
          "metric", GoldenMetrics::metric);

  static List<Golden> cases() throws IOException {
    try (InputStream file = Golden.class.getResourceAsStream("/keras-documented.json")) {
      JsonNode cases = new JsonMapper().readTree(file).required("cases");
      return StreamSupport.stream(cases.spliterator(), false)
          .map(json -> new Golden(json, new HashSet<>()))
          .filter(golden -> RUNNERS.containsKey(golden.kind()))
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void givesTheNumbersKerasGives(Golden golden) {
    RUNNERS.get(golden.kind()).accept(golden);
    golden.requireAllChecked();
  }

  @Test
  void noNameIsGivenTwice() throws IOException {
    assertThat(cases().stream().map(Golden::name)).doesNotHaveDuplicates();
    assertThat(cases()).hasSizeGreaterThan(20);
  }
}
