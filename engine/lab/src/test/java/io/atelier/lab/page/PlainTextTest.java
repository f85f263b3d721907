package io.atelier.lab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void linesUpWideAndCombinedCharacters() {
    var table =
        new Table(
            List.of("class", "n"),
            List.of(
                List.of("\u732b", "1,000"),
                List.of("a\u0308", "7"),
                List.of("\uD83D\uDC31", "-"),
                List.of("cat\u001b[2J", "12")));
    assertThat(PlainText.of(List.of(new Heading(2, "Classes"), table)))
        .isEqualTo(
            """
            Classes

            class        n
            \u732b       1,000
            a\u0308            7
            \uD83D\uDC31           -
            cat\uFFFD[2J     12
            """);
  }

  @Test
  void shortensLongNamesButNoValuesOfAList() {
    String name = "x".repeat(60);
    var table = new Table(List.of("class", "n"), List.of(List.of(name, "1")));
    assertThat(PlainText.of(List.of(table))).endsWith("\n" + "x".repeat(47) + "\u2026  1\n");
    assertThat(PlainText.of(List.of(new Table(List.of(), List.of(List.of("Where", name))))))
        .isEqualTo("Where  " + name + "\n");
  }

  @Test
  void leavesFiguresOut() {
    assertThat(
            PlainText.of(List.of(new Preformatted("drawn"), new Bullets(List.of("One.", "Two.")))))
        .isEqualTo("- One.\n- Two.\n");
  }

  @Test
  void measuredNumbersHaveFourDigits() {
    assertThat(
            List.of(0.0, 7.0, -1234567.0, 0.05, 3.14159, 44.376, 1234.5, 1e-7, 2.5e12).stream()
                .map(Numbers::measured))
        .containsExactly(
            "0", "7", "-1,234,567", "0.0500", "3.142", "44.38", "1,235", "1.000e-07", "2.500e+12");
    assertThat(Numbers.measured(Double.NaN)).isEqualTo("-");
  }
}
