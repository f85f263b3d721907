package io.atelier.cli.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Comparisons in columns of text. */
final class Table {
  private Table() {}

  /** {@return the table, a line a case; all cases were run by the same sides} */
  static String of(List<Comparison> comparisons) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(header(comparisons.get(0)));
    comparisons.forEach(comparison -> lines.add(line(comparison)));
    int[] widths =
        IntStream.range(0, lines.get(0).size())
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElseThrow())
            .toArray();
    return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
  }

  private static List<String> header(Comparison comparison) {
    List<String> cells = new ArrayList<>(List.of("microseconds a step", "batch"));
    comparison.micros().keySet().forEach(side -> cells.add(side.toString()));
    comparison.ratios().keySet().forEach(side -> cells.add(side + "/" + Side.ATELIER));
    return cells;
  }

  private static List<String> line(Comparison comparison) {
    Setting setting = comparison.setting();
    List<String> cells = new ArrayList<>();
    cells.add(setting.text());
    cells.add(String.valueOf(setting.batchSize()));
    comparison.micros().values().forEach(micros -> cells.add("%.0f".formatted(micros)));
    comparison.ratios().values().forEach(ratio -> cells.add(ratio.toString()));
    return cells;
  }

  private static String padded(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> ("%" + (i == 0 ? "-" : "") + widths[i] + "s").formatted(cells.get(i)))
        .collect(Collectors.joining("  "));
  }
}
