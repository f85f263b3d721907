package io.atelier.lab.search;

import io.atelier.data.file.WholeFile;
import io.atelier.engine.search.Analysis;
import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Standing;
import io.atelier.lab.json.Json;
import io.atelier.lab.page.Heading;
import io.atelier.lab.page.Page;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Preformatted;
import io.atelier.lab.page.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A search as one page that opens from disk and loads nothing: which trials were the best, and
 * which settings mattered.
 *
 * @param settings of the search
 * @param board how its trials stand
 */
record SearchPage(SearchSettings settings, Leaderboard board) {
  private static final int BEST = 10;

  /**
   * Writes {@code report.html} and {@code analysis.csv}, whole.
   *
   * @throws IOException if one cannot be written
   */
  void write(SearchFolder folder) throws IOException {
    Analysis analysis = Analysis.of(board.tried(), board.objective());
    WholeFile.write(folder.file("analysis.csv"), AnalysisParts.csv(analysis));
    WholeFile.write(folder.file("report.html"), html(analysis));
  }

  private String html(Analysis analysis) throws IOException {
    List<Part> parts = new ArrayList<>();
    parts.add(new Paragraph(summary()));
    if (!board.ranked().isEmpty()) {
      parts.add(new Heading(2, "Best trials"));
      parts.add(best());
    }
    parts.addAll(AnalysisParts.of(2, "search", analysis, board.tried()));
    if (!board.lost().isEmpty()) {
      parts.add(new Heading(2, "Lost trials"));
      parts.add(lost());
    }
    parts.add(new Heading(2, "Space"));
    parts.add(
        new Preformatted(
            Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(settings.space())));
    return new Page("Search", parts).html();
  }

  private String summary() {
    String objective = board.objective().quantity();
    String best =
        board
            .best()
            .map(
                it ->
                    "The best is trial %s with %s **%s**."
                        .formatted(
                            it.trial().number(),
                            objective,
                            AnalysisParts.number(it.result().orElseThrow().quantity(objective))))
            .orElse("No trial was finished.");
    return "%s of %s trials have ended, %s of them failed or diverged. They are compared by %s, the %s the better.%s %s"
        .formatted(
            board.ended(),
            board.standings().size(),
            board.lost().size(),
            objective,
            board.objective().largerIsBetter() ? "larger" : "smaller",
            settings.method() == SearchSettings.Method.HALVING
                ? " What mattered is told from what all had at their first comparison."
                : "",
            best);
  }

  private Table best() {
    String objective = board.objective().quantity();
    List<String> names = List.copyOf(first().trial().combination().values().keySet());
    List<String> header = new ArrayList<>(List.of("trial", objective, "epochs", "state"));
    header.addAll(names);
    List<List<String>> rows = new ArrayList<>();
    for (Standing standing : board.ranked().stream().limit(BEST).toList()) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(standing.trial().number()));
      row.add(AnalysisParts.number(standing.result().orElseThrow().quantity(objective)));
      row.add(Integer.toString(standing.result().orElseThrow().epochs()));
      row.add(standing.state().name().toLowerCase(Locale.ROOT));
      row.addAll(standing.trial().combination().values().values());
      rows.add(row);
    }
    return new Table(header, rows);
  }

  private Standing first() {
    return board.standings().get(0);
  }

  private Table lost() {
    return new Table(
        List.of("trial", "settings", "reason"),
        board.lost().stream()
            .map(
                it ->
                    List.of(
                        Integer.toString(it.trial().number()),
                        it.trial().combination().toString(),
                        it.reason()))
            .toList());
  }
}
