package io.atelier.models.report;

import io.atelier.engine.training.History;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run as one page that opens from disk and loads nothing. */
public final class HtmlReport {
  private static final Logger LOG = LoggerFactory.getLogger(HtmlReport.class);

  private HtmlReport() {}

  /**
   * {@return the page}
   *
   * @param settings of the run, by name
   * @param summary the network as Keras prints it
   * @param classes names of the classes
   */
  public static String of(
      Report report,
      History history,
      Map<String, String> settings,
      String summary,
      List<String> classes) {
    StringBuilder page = new StringBuilder(head(report.model()));
    page.append("<h1>").append(escape(report.model())).append("</h1>\n").append(result(report));
    if (!history.epochs().isEmpty()) {
      page.append("<h2>Curves</h2>\n<div class=charts>\n")
          .append(chart(history, "loss"))
          .append(chart(history, "accuracy"))
          .append("</div>\n");
    }
    if (report.confusionMatrix() != null) {
      page.append("<h2>Confusion matrix on the test set</h2>\n")
          .append(matrix(report.confusionMatrix(), classes));
    }
    page.append("<h2>Network</h2>\n<pre>").append(escape(summary)).append("</pre>\n");
    page.append("<h2>Settings</h2>\n").append(table(settings));
    page.append("<h2>Made by</h2>\n").append(table(report.provenance().versions()));
    page.append("<p>Sources at commit ")
        .append(escape(report.provenance().commit()))
        .append(", started ")
        .append(escape(report.provenance().started()))
        .append(
            ". Data: Fashion-MNIST (Xiao, Rasul and Vollgraf 2017, arXiv:1708.07747), MIT licence.</p>\n");
    return page.append("</body>\n</html>\n").toString();
  }

  private static String head(String title) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
        .charts { display: flex; flex-wrap: wrap; gap: 1rem; }
        .charts svg { background: #fff; max-width: 100%%; height: auto; }
        .scroll { overflow-x: auto; }
        pre { overflow-x: auto; }
        table { border-collapse: collapse; }
        td, th { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid #8884; white-space: nowrap; }
        th { font-weight: 600; }
        .settings td { text-align: left; }
        </style>
        </head>
        <body>
        """
        .formatted(escape(title));
  }

  private static String result(Report report) {
    String test =
        report.test() == null
            ? "No epoch was finished."
            : String.format(
                Locale.ROOT,
                "Test accuracy <b>%.4f</b>, test loss %.4f.",
                report.test().accuracy(),
                report.test().loss());
    return String.format(
        Locale.ROOT,
        "<p>%s %,d parameters, %d epochs (%s), seed %d, on %s: %,.0f images/s, %.1f s in all.</p>%n",
        test,
        report.parameters(),
        report.epochsRun(),
        escape(report.stopped()),
        report.seed(),
        escape(report.device()),
        report.imagesPerSecond(),
        report.seconds());
  }

  /** A machine without fonts cannot draw; the run is worth more than its picture. */
  private static String chart(History history, String quantity) {
    try {
      return Charts.curves(history, quantity) + "\n";
    } catch (IOException | RuntimeException | LinkageError | InternalError e) {
      LOG.warn(
          "the {} curve was not drawn ({}): install fontconfig and a font, such as Debian's fonts-dejavu-core",
          quantity,
          String.valueOf(e.getMessage()));
      return "<p>The " + quantity + " curve was not drawn: no fonts are installed.</p>\n";
    }
  }

  private static String matrix(List<List<Long>> counts, List<String> classes) {
    StringBuilder table =
        new StringBuilder("<div class=scroll><table>\n<tr><th>actual \\ predicted</th>");
    classes.forEach(name -> table.append("<th>").append(escape(name)).append("</th>"));
    table.append("<th>recall</th></tr>\n");
    for (int row = 0; row < counts.size(); row++) {
      long total = counts.get(row).stream().mapToLong(Long::longValue).sum();
      table.append("<tr><th>").append(escape(classes.get(row))).append("</th>");
      for (long count : counts.get(row)) {
        double share = total == 0 ? 0 : (double) count / total;
        table.append(
            String.format(
                Locale.ROOT,
                "<td style=\"background:rgba(0,114,178,%.2f)\">%d</td>",
                0.75 * Math.sqrt(share),
                count));
      }
      long right = counts.get(row).get(row);
      table.append(
          String.format(Locale.ROOT, "<td>%.3f</td></tr>%n", (double) right / Math.max(1, total)));
    }
    table.append("<tr><th>precision</th>");
    for (int column = 0; column < counts.size(); column++) {
      table.append(String.format(Locale.ROOT, "<td>%.3f</td>", precision(counts, column)));
    }
    return table.append("<td></td></tr>\n</table></div>\n").toString();
  }

  private static double precision(List<List<Long>> counts, int column) {
    long predicted = counts.stream().mapToLong(row -> row.get(column)).sum();
    return (double) counts.get(column).get(column) / Math.max(1, predicted);
  }

  private static String table(Map<String, String> rows) {
    List<String> names = List.copyOf(rows.keySet());
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                "<tr><td>%s</td><td>%s</td></tr>"
                    .formatted(escape(names.get(i)), escape(rows.get(names.get(i)))))
        .collect(Collectors.joining("\n", "<table class=settings>\n", "\n</table>\n"));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
