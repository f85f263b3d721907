package io.atelier.models.search;

import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Standing;
import io.atelier.engine.search.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.StringEscapeUtils;

/**
 * The table of a search, the best finished trial first, in Talos' columns with some around them.
 */
public final class ResultsCsv {
  private ResultsCsv() {}

  /** {@return the table; trials without a result stand last, without a rank} */
  public static String of(Leaderboard board) {
    List<String> names =
        List.copyOf(board.standings().get(0).trial().combination().values().keySet());
    List<String> rows = new ArrayList<>();
    rows.add(
        "rank,trial,round_epochs,val_loss,val_accuracy,loss,accuracy,%s,seconds,state,reason"
            .formatted(String.join(",", names)));
    for (Standing standing : board.ranked()) {
      rows.add(row(Integer.toString(rows.size()), standing));
    }
    board.lost().forEach(standing -> rows.add(row("", standing)));
    return String.join("\n", rows) + "\n";
  }

  private static String row(String rank, Standing standing) {
    List<String> numbers =
        standing.result().map(ResultsCsv::numbers).orElse(List.of("", "", "", "", ""));
    return Stream.of(
            Stream.of(rank, Integer.toString(standing.trial().number())),
            numbers.stream(),
            standing.trial().combination().values().values().stream(),
            Stream.of(
                standing.result().map(it -> decimal("%.3f", it.seconds())).orElse(""),
                standing.state().name().toLowerCase(Locale.ROOT),
                standing.reason()))
        .flatMap(cells -> cells)
        .map(StringEscapeUtils::escapeCsv)
        .collect(Collectors.joining(","));
  }

  private static List<String> numbers(TrialResult result) {
    return List.of(
        Integer.toString(result.epochs()),
        decimal("%.6f", result.validationLoss()),
        decimal("%.6f", result.validationAccuracy()),
        decimal("%.6f", result.loss()),
        decimal("%.6f", result.accuracy()));
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
