package io.atelier.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionTest {
  private static final String LONG = "a species of moth that lives on the leaves of old oaks";

  @Test
  void aHundredClassesCanBeRead() {
    List<String> names =
        IntStream.range(0, 100).mapToObj(i -> i == 7 ? LONG : "class " + i).toList();
    List<List<Long>> counts =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    IntStream.range(0, 100).mapToObj(k -> k == i ? 90L : k == 7 ? 3L : 0L).toList())
            .toList();
    String html = new Confusion("confusion", "All of them.", counts, names).html();
    assertThat(html)
        .contains("title=\"" + LONG + "\">a species of moth that\u2026<", ">90<", ">class 99<")
        .as("a 0 of a large matrix is left out")
        .doesNotContain(">0<");
    // The row of class 7 has nothing but what is right; 99 others were taken for it.
    assertThat(html).contains("<td>0.233</td><td>1.000</td><td>0.377</td>");
  }

  @Test
  void aSmallMatrixShowsItsNoughts() {
    assertThat(
            new Confusion(
                    "confusion",
                    "Both.",
                    List.of(List.of(5L, 0L), List.of(1L, 4L)),
                    List.of("Ja", "Nein"))
                .html())
        .contains(">0<", ">5<", "<th>Ja</th>");
  }
}
