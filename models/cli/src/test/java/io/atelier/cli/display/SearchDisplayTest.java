package io.atelier.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.search.Combination;
import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Standing;
import io.atelier.engine.search.Standing.State;
import io.atelier.engine.search.Trial;
import io.atelier.engine.search.TrialResult;
import io.atelier.engine.training.Monitor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchDisplayTest {
  private static final String HEADER = "rank  trial  val_accuracy  val_loss  epochs  settings\n";

  private static final Monitor ACCURACY = Monitor.of("val_accuracy");

  private final StringWriter shown = new StringWriter();

  @AfterEach
  void endLive() {
    System.clearProperty("atelier.live");
  }

  @Test
  void hasALineForEveryTrialThatEnds() {
    show(new SearchDisplay(new PrintWriter(shown)));
    assertThat(shown.toString())
        .isEqualTo(
            """
            1/7 trial 1 finished, val_accuracy 0.1000, val_loss 0.5000, 3 epochs, 2.0 s: units 1
            2/7 trial 2 failed (disk full): units 2
            """);
  }

  @Test
  void drawsTheBestBelowAndOverThemselves() {
    System.setProperty("atelier.live", "true");
    show(new SearchDisplay(new PrintWriter(shown)));
    String best = HEADER + "   1      1        0.1000    0.5000       3  units 1\n";
    assertThat(shown.toString())
        .isEqualTo(
            "1/7 trial 1 finished, val_accuracy 0.1000, val_loss 0.5000, 3 epochs, 2.0 s: units 1\n"
                + best
                + "\033[2A\033[J2/7 trial 2 failed (disk full): units 2\n"
                + best
                + "\033[2A\033[J");
  }

  @Test
  void saysHowManyTrialsAResumedSearchHasBehindIt() {
    new SearchDisplay(new PrintWriter(shown)).accept(board(7));
    assertThat(shown).hasToString("Going on after 7 of 7 trials\n");
  }

  @Test
  void theTableHasTheFiveBest() {
    assertThat(SearchDisplay.table(board(7)))
        .hasSize(6)
        .element(1)
        .isEqualTo("   1      7        0.7000    0.5000       3  units 7");
  }

  @Test
  void showsWhatTrialsAreComparedBy() {
    TrialResult result =
        new TrialResult(3, Map.of("loss", 1.0, "val_error_of_price", 1234567.0), 2);
    Trial trial = new Trial(1, new Combination(Map.of("units", "8")));
    Standing finished = new Standing(trial, State.FINISHED, new TreeMap<>(Map.of(3, result)), "");
    assertThat(
            SearchDisplay.table(
                new Leaderboard(List.of(finished), Monitor.of("val_error_of_price"))))
        .containsExactly(
            "rank  trial  val_error_of_price  epochs  settings",
            "   1      1           1.235e+06       3  units 8");
  }

  private static void show(SearchDisplay display) {
    display.accept(board(0));
    display.accept(board(1));
    List<Standing> standings = new ArrayList<>(board(1).standings());
    standings.set(
        1, new Standing(standings.get(1).trial(), State.FAILED, new TreeMap<>(), "disk full"));
    display.accept(new Leaderboard(standings, ACCURACY));
    display.close();
  }

  /** {@return seven trials, the first of them finished} */
  private static Leaderboard board(int finished) {
    List<Standing> standings = new ArrayList<>();
    for (int number = 1; number <= 7; number++) {
      TrialResult result = new TrialResult(3, 0.1, 0.9, 0.5, number / 10.0, 2);
      Trial trial = new Trial(number, new Combination(Map.of("units", "" + number)));
      standings.add(
          number <= finished
              ? new Standing(trial, State.FINISHED, new TreeMap<>(Map.of(3, result)), "")
              : new Standing(trial, State.WAITING, new TreeMap<>(), ""));
    }
    return new Leaderboard(standings, ACCURACY);
  }
}
