package io.atelier.cli.display;

import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Standing;
import io.atelier.engine.search.TrialResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Shows a search: a line for every trial that ends, and below, where the terminal can, the best.
 */
public final class SearchDisplay implements Consumer<Leaderboard> {
  private static final int BEST = 5;
  private static final String VALIDATION_LOSS = "val_loss";

  private final PrintWriter err;
  private final boolean live = Terminal.live();
  private Leaderboard before;
  private int drawn;

  public SearchDisplay(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void accept(Leaderboard board) {
    erase();
    if (before == null) {
      before = board;
      if (board.ended() > 0) {
        err.printf(
            Locale.ROOT,
            "Going on after %d of %d trials%n",
            board.ended(),
            board.standings().size());
      }
    }
    for (int i = 0; i < board.standings().size(); i++) {
      Standing standing = board.standings().get(i);
      if (!standing.equals(before.standings().get(i)) && standing.ended()) {
        err.printf(
            Locale.ROOT,
            "%d/%d %s%n",
            board.ended(),
            board.standings().size(),
            line(board, standing));
      }
    }
    before = board;
    draw(board);
    err.flush();
  }

  private static String line(Leaderboard board, Standing standing) {
    String state = standing.state().name().toLowerCase(Locale.ROOT);
    String reason = standing.reason().isEmpty() ? "" : " (" + standing.reason() + ")";
    return "trial %s %s%s%s: %s"
        .formatted(
            standing.trial().number(),
            state,
            reason,
            standing.result().map(result -> scores(board, result)).orElse(""),
            standing.trial().combination());
  }

  /** {@return what is shown of a result: what trials are compared by, then the validation loss} */
  private static List<String> shown(Leaderboard board) {
    String objective = board.objective().quantity();
    boolean validated =
        board.ranked().stream()
            .allMatch(it -> it.result().orElseThrow().quantities().containsKey(VALIDATION_LOSS));
    return objective.equals(VALIDATION_LOSS) || !validated
        ? List.of(objective)
        : List.of(objective, VALIDATION_LOSS);
  }

  private static String scores(Leaderboard board, TrialResult result) {
    StringBuilder scores = new StringBuilder();
    shown(board)
        .forEach(name -> scores.append(", %s %s".formatted(name, number(result.quantity(name)))));
    return scores
        .append(
            String.format(Locale.ROOT, ", %d epochs, %.1f s", result.epochs(), result.seconds()))
        .toString();
  }

  /** {@return four places behind the point, or four digits where that is too few or too many} */
  static String number(double value) {
    double size = Math.abs(value);
    boolean places = size == 0 || (size >= 0.001 && size < 1e6);
    return String.format(Locale.ROOT, places ? "%.4f" : "%.3e", value);
  }

  /** {@return the best trials as a table, with a header} */
  public static List<String> table(Leaderboard board) {
    List<String> rows = new ArrayList<>();
    List<String> shown = shown(board);
    StringBuilder header = new StringBuilder("rank  trial");
    shown.forEach(name -> header.append("  ").append(padded(name, name)));
    rows.add(header.append("  epochs  settings").toString());
    for (Standing standing : board.ranked()) {
      if (rows.size() <= BEST) {
        TrialResult result = standing.result().orElseThrow();
        StringBuilder row = new StringBuilder();
        row.append(String.format(Locale.ROOT, "%4d  %5d", rows.size(), standing.trial().number()));
        shown.forEach(name -> row.append("  ").append(padded(number(result.quantity(name)), name)));
        row.append(
            String.format(
                Locale.ROOT, "  %6d  %s", result.epochs(), standing.trial().combination()));
        rows.add(row.toString());
      }
    }
    return rows;
  }

  /** {@return a text of the width of its column, at the right of it} */
  private static String padded(String text, String column) {
    return " ".repeat(Math.max(0, Math.max(8, column.length()) - text.length())) + text;
  }

  private void draw(Leaderboard board) {
    if (live && !board.ranked().isEmpty()) {
      List<String> rows = table(board);
      // Longer lines would be two of the terminal's.
      rows.forEach(row -> err.println(row.substring(0, Math.min(79, row.length()))));
      drawn = rows.size();
    }
  }

  private void erase() {
    if (drawn > 0) {
      err.printf(Locale.ROOT, "\033[%dA\033[J", drawn);
      drawn = 0;
    }
  }

  /** Leaves the lines alone. */
  public void close() {
    erase();
    err.flush();
  }
}
