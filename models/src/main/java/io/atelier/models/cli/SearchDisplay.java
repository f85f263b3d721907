package io.atelier.models.cli;

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
final class SearchDisplay implements Consumer<Leaderboard> {
  private static final int BEST = 5;

  private final PrintWriter err;
  private final boolean live = Terminal.live();
  private Leaderboard before;
  private int drawn;

  SearchDisplay(PrintWriter err) {
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
            Locale.ROOT, "%d/%d %s%n", board.ended(), board.standings().size(), line(standing));
      }
    }
    before = board;
    draw(board);
    err.flush();
  }

  private static String line(Standing standing) {
    String state = standing.state().name().toLowerCase(Locale.ROOT);
    String reason = standing.reason().isEmpty() ? "" : " (" + standing.reason() + ")";
    return "trial %s %s%s%s: %s"
        .formatted(
            standing.trial().number(),
            state,
            reason,
            standing.result().map(SearchDisplay::scores).orElse(""),
            standing.trial().combination());
  }

  private static String scores(TrialResult result) {
    return String.format(
        Locale.ROOT,
        ", val_accuracy %.4f, val_loss %.4f, %d epochs, %.1f s",
        result.validationAccuracy(),
        result.validationLoss(),
        result.epochs(),
        result.seconds());
  }

  /** {@return the best trials as a table, with a header} */
  static List<String> table(Leaderboard board) {
    List<String> rows = new ArrayList<>();
    rows.add("rank  trial  val_accuracy  val_loss  epochs  settings");
    for (Standing standing : board.ranked()) {
      if (rows.size() <= BEST) {
        TrialResult result = standing.result().orElseThrow();
        rows.add(
            String.format(
                Locale.ROOT,
                "%4d  %5d  %12.4f  %8.4f  %6d  %s",
                rows.size(),
                standing.trial().number(),
                result.validationAccuracy(),
                result.validationLoss(),
                result.epochs(),
                standing.trial().combination()));
      }
    }
    return rows;
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
  void close() {
    erase();
    err.flush();
  }
}
