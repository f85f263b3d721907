package io.atelier.lab.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jline.utils.WCWidth;

/**
 * Parts of a report as text for a terminal. Columns line up there also where names are long or hold
 * characters that are two columns wide; figures are left out.
 */
public final class PlainText {
  private static final int WIDEST = 48;
  private static final String NUMBER = "[-+]?[0-9][0-9,.eE+-]*|-";

  private PlainText() {}

  /** {@return the text, which ends with a line's end} */
  public static String of(List<Part> parts) {
    return parts.stream()
        .map(PlainText::of)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String of(Part part) {
    if (part instanceof Heading heading) {
      return clean(heading.text());
    } else if (part instanceof Paragraph paragraph) {
      return clean(paragraph.text());
    } else if (part instanceof Bullets bullets) {
      return bullets.items().stream()
          .map(item -> "- " + clean(item))
          .collect(Collectors.joining("\n"));
    } else if (part instanceof Table table) {
      return of(table);
    }
    return "";
  }

  private static String of(Table table) {
    var lines = new ArrayList<List<String>>();
    if (!table.header().isEmpty()) {
      lines.add(table.header());
    }
    // The values of a list of names and values may be long: nothing stands behind them.
    boolean list = table.header().isEmpty();
    for (List<String> row : table.rows()) {
      lines.add(row.stream().map(cell -> list ? clean(cell) : shortened(clean(cell))).toList());
    }
    int columns = lines.isEmpty() ? 0 : lines.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(i -> lines.stream().mapToInt(line -> width(line.get(i))).max().orElse(0))
            .toArray();
    boolean[] right = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      int column = i;
      right[i] = !list && table.rows().stream().allMatch(row -> row.get(column).matches(NUMBER));
    }
    return lines.stream()
        .map(
            line ->
                IntStream.range(0, columns)
                    .mapToObj(i -> padded(line.get(i), widths[i], right[i]))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  private static String padded(String cell, int width, boolean right) {
    String space = " ".repeat(width - width(cell));
    return right ? space + cell : cell + space;
  }

  /** {@return the columns of a terminal that a text takes} */
  private static int width(String text) {
    return text.codePoints().map(character -> Math.max(0, WCWidth.wcwidth(character))).sum();
  }

  private static String shortened(String text) {
    if (width(text) <= WIDEST) {
      return text;
    }
    int end = 0;
    while (width(text.substring(0, text.offsetByCodePoints(end, 1))) < WIDEST) {
      end = text.offsetByCodePoints(end, 1);
    }
    return text.substring(0, end) + "\u2026";
  }

  /** A terminal would obey control characters. */
  private static String clean(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028-\\u202E\\u2066-\\u2069]", "\uFFFD");
  }
}
