package io.atelier.lab.search;

import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Standing;
import io.atelier.engine.search.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    Set<String> quantities = quantities(board);
    List<String> header = new ArrayList<>(List.of("rank", "trial", "round_epochs"));
    header.addAll(quantities);
    header.addAll(board.standings().get(0).trial().combination().values().keySet());
    header.addAll(List.of("seconds", "state", "reason"));
    List<String> rows = new ArrayList<>();
    rows.add(line(header.stream()));
    for (Standing standing : board.ranked()) {
      rows.add(row(Integer.toString(rows.size()), standing, quantities));
    }
    board.lost().forEach(standing -> rows.add(row("", standing, quantities)));
    return String.join("\n", rows) + "\n";
  }

  /** {@return what was watched in any trial: what was validated first, and the objective anyway} */
  private static Set<String> quantities(Leaderboard board) {
    List<String> watched =
        board.ranked().stream()
            .flatMap(it -> it.result().orElseThrow().quantities().keySet().stream())
            .distinct()
            .toList();
    Set<String> ordered = new LinkedHashSet<>();
    watched.stream().filter(name -> name.startsWith("val_")).forEach(ordered::add);
    if (watched.isEmpty()) {
      ordered.add(board.objective().quantity());
    }
    ordered.addAll(watched);
    return ordered;
  }

  private static String row(String rank, Standing standing, Set<String> quantities) {
    Map<String, Double> had = standing.result().map(TrialResult::quantities).orElse(Map.of());
    List<String> cells = new ArrayList<>(List.of(rank, "" + standing.trial().number()));
    cells.add(standing.result().map(it -> Integer.toString(it.epochs())).orElse(""));
    quantities.forEach(name -> cells.add(had.containsKey(name) ? number(had.get(name)) : ""));
    cells.addAll(standing.trial().combination().values().values());
    cells.add(
        standing.result().map(it -> String.format(Locale.ROOT, "%.3f", it.seconds())).orElse(""));
    cells.add(standing.state().name().toLowerCase(Locale.ROOT));
    cells.add(standing.reason());
    return line(cells.stream());
  }

  private static String line(Stream<String> cells) {
    return cells.map(StringEscapeUtils::escapeCsv).collect(Collectors.joining(","));
  }

  /** {@return a number with six places behind the point, or as many digits if that is too few} */
  static String number(double value) {
    boolean small = value != 0 && Math.abs(value) < 0.001;
    return String.format(Locale.ROOT, small ? "%.6e" : "%.6f", value);
  }
}
