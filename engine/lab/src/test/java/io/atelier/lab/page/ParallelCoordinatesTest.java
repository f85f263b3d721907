package io.atelier.lab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParallelCoordinatesTest {
  private final Map<String, List<String>> axes = new LinkedHashMap<>();

  /** Heights from 280 below to 40 above; the middle of 0.0001 and 0.01 is 0.001. */
  @Test
  void everyThingIsALineThroughItsValues() {
    axes.put("rate", List.of("0.0001", "0.001", "0.01"));
    axes.put("kind", List.of("a", "b", "<b>"));
    String svg = svg(List.of(1.0, 3.0, 2.0), true);
    assertThat(svg)
        .contains(
            "points=\"70,280.0 200,280.0 330,280.0\"",
            "stroke-width:3\" points=\"70,160.0 200,160.0 330,40.0\"",
            "points=\"70,40.0 200,40.0 330,160.0\"",
            "&lt;b&gt;")
        .doesNotContain("<b>");
    // The best is drawn last, over the others.
    assertThat(svg.indexOf("stroke-width:3\"")).isGreaterThan(svg.indexOf("330,160.0"));
    assertThat(svg(List.of(1.0, 3.0, 2.0), false))
        .contains("stroke-width:3\" points=\"70,280.0 200,280.0 330,280.0\"");
  }

  @Test
  void whatNeverChangesStandsInTheMiddle() {
    axes.put("rate", List.of("5"));
    assertThat(svg(List.of(0.0), true)).contains("points=\"70,160.0 200,160.0\"");
  }

  private String svg(List<Double> values, boolean larger) {
    return new String(
        new ParallelCoordinates(axes, "score", values, larger).bytes(), StandardCharsets.UTF_8);
  }
}
