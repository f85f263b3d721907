package io.atelier.lab.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of cells; numbers stand on the right.
 *
 * @param header names of the columns; empty for a list of names and values
 * @param rows cells, plain but for {@code **strong**}, as many as the header has
 */
public record Table(List<String> header, List<List<String>> rows) implements Part {
  private static final String NUMBER = "(\\*\\*)?[-+]?[0-9][0-9,.]*(\\*\\*)?";

  /**
   * @throws IllegalArgumentException if a row has more or fewer cells than the header
   */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    int columns = header.isEmpty() ? 2 : header.size();
    for (List<String> row : rows) {
      if (row.size() != columns) {
        throw new IllegalArgumentException(
            "Table needs %s cells a row, got %s; fill every column".formatted(columns, row));
      }
    }
  }

  /** {@return a list of names and values} */
  public static Table of(Map<String, String> values) {
    return new Table(
        List.of(),
        values.entrySet().stream()
            .map(entry -> List.of(entry.getKey(), entry.getValue()))
            .toList());
  }

  @Override
  public String html() {
    String body =
        rows.stream()
            .map(row -> "<tr>" + cells(row) + "</tr>")
            .collect(Collectors.joining("\n", "", "\n"));
    if (header.isEmpty()) {
      return "<div class=scroll><table class=list>\n" + body + "</table></div>";
    }
    String head =
        IntStream.range(0, header.size())
            .mapToObj(
                column ->
                    "<th scope=col%s>%s</th>"
                        .formatted(side(column), Inline.html(header.get(column))))
            .collect(Collectors.joining("", "<thead><tr>", "</tr></thead>\n"));
    return "<div class=scroll><table>\n" + head + "<tbody>\n" + body + "</tbody></table></div>";
  }

  private String cells(List<String> row) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> "<td%s>%s</td>".formatted(side(column), Inline.html(row.get(column))))
        .collect(Collectors.joining());
  }

  private String side(int column) {
    return !header.isEmpty() && numbers(column) ? " class=n" : "";
  }

  /** A column of numbers may have gaps and words in it, such as "not run". */
  private boolean numbers(int column) {
    return rows.stream().anyMatch(row -> row.get(column).matches(NUMBER));
  }

  @Override
  public String markdown() {
    List<String> names = header.isEmpty() ? List.of(" ", " ") : header;
    String rule =
        IntStream.range(0, names.size())
            .mapToObj(column -> side(column).isEmpty() ? "---" : "---:")
            .collect(Collectors.joining("|", "|", "|"));
    return Stream.concat(Stream.of(line(names), rule), rows.stream().map(Table::line))
        .collect(Collectors.joining("\n"));
  }

  private static String line(List<String> cells) {
    return cells.stream().map(Inline::markdown).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
