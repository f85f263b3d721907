package io.atelier.lab.report;

import io.atelier.lab.page.Charts;
import io.atelier.lab.page.Cut;
import io.atelier.lab.page.Figure;
import io.atelier.lab.page.Inline;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Picture;
import io.atelier.lab.page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A confusion matrix as a heat map, with precision, recall and F1 of every class.
 *
 * @param name of its picture's file, without the ending; unique in a report
 * @param caption one sentence
 * @param counts {@code [actual][predicted]}
 * @param classes their names
 */
public record Confusion(String name, String caption, List<List<Long>> counts, List<String> classes)
    implements Part {
  private static final int NAME = 24;

  /** In a larger matrix a 0 is left out: what is there is seen. */
  private static final int SMALL = 20;

  /** Makes immutable copies. */
  public Confusion {
    counts = counts.stream().map(List::copyOf).toList();
    classes = List.copyOf(classes);
  }

  @Override
  public String html() {
    StringBuilder table =
        new StringBuilder(
            "<figure><div class=scroll><table class=heat>\n<thead><tr><th>actual \\ predicted</th>");
    classes.forEach(
        label ->
            table
                .append("<th><span%s>".formatted(title(label)))
                .append(name(label))
                .append("</span></th>"));
    table.append("<th>precision</th><th>recall</th><th>F1</th></tr></thead>\n<tbody>\n");
    List<ClassScores> scores = ClassScores.of(counts);
    for (int row = 0; row < counts.size(); row++) {
      String label = classes.get(row);
      table.append("<tr><th%s>".formatted(title(label))).append(name(label)).append("</th>");
      long total = Math.max(1, counts.get(row).stream().mapToLong(Long::longValue).sum());
      for (long count : counts.get(row)) {
        table.append(
            String.format(
                Locale.ROOT,
                "<td style=\"background:rgba(0,114,178,%.2f)\">%s</td>",
                0.75 * Math.sqrt((double) count / total),
                count == 0 && classes.size() > SMALL ? "" : Long.toString(count)));
      }
      shares(scores.get(row)).forEach(share -> table.append("<td>").append(share).append("</td>"));
      table.append("</tr>\n");
    }
    return table
        .append("</tbody></table></div><figcaption>")
        .append(Inline.html(caption))
        .append("</figcaption></figure>")
        .toString();
  }

  private static String name(String label) {
    return Inline.escape(Cut.to(NAME, label));
  }

  private static String title(String label) {
    return Cut.to(NAME, label).equals(label) ? "" : " title=\"" + Inline.escape(label) + "\"";
  }

  private static List<String> shares(ClassScores scores) {
    return List.of(
        String.format(Locale.ROOT, "%.3f", scores.precision()),
        String.format(Locale.ROOT, "%.3f", scores.recall()),
        String.format(Locale.ROOT, "%.3f", scores.f1()));
  }

  private Part figure() {
    return Figure.drawn(name, caption, () -> Charts.heatMap(counts, classes));
  }

  @Override
  public String markdown() {
    List<ClassScores> scores = ClassScores.of(counts);
    List<List<String>> rows =
        IntStream.range(0, classes.size())
            .mapToObj(
                i -> {
                  List<String> row = new ArrayList<>(List.of(classes.get(i)));
                  row.addAll(shares(scores.get(i)));
                  return row;
                })
            .toList();
    return figure().markdown()
        + "\n\n"
        + new Table(List.of("class", "precision", "recall", "F1"), rows).markdown();
  }

  @Override
  public Map<String, Picture> pictures() {
    return figure().pictures();
  }
}
