package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.search.Combination;
import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Standing;
import io.atelier.engine.search.Standing.State;
import io.atelier.engine.search.Trial;
import io.atelier.engine.search.TrialResult;
import io.atelier.engine.training.Monitor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResultsCsvTest {
  private static final String HEADER =
      "rank,trial,round_epochs,val_loss,val_accuracy,loss,accuracy,strides,seconds,state,reason\n";

  @Test
  void whatFinishedStandsFirstAndWhatIsLostLast() {
    Leaderboard board =
        new Leaderboard(
            List.of(
                new Standing(trial(1), State.FAILED, new TreeMap<>(), "no \"disk\", no luck"),
                standing(2, State.FINISHED, 0.75),
                standing(3, State.STOPPED, 0.25),
                standing(4, State.STARTED, 0.875),
                new Standing(trial(5), State.WAITING, new TreeMap<>(), "")),
            Monitor.of("val_accuracy"));
    assertThat(ResultsCsv.of(board))
        .isEqualTo(
            HEADER
                + "1,2,7,0.500000,0.750000,0.100000,0.900000,2x2,12.346,finished,\n"
                + "2,4,7,0.500000,0.875000,0.100000,0.900000,2x2,12.346,started,\n"
                + "3,3,7,0.500000,0.250000,0.100000,0.900000,2x2,12.346,stopped,\n"
                + ",1,,,,,,2x2,,failed,\"no \"\"disk\"\", no luck\"\n");
  }

  @Test
  void theColumnsAreWhatWasWatched() {
    TrialResult result =
        new TrialResult(2, new TreeMap<>(Map.of("loss", 0.00002, "val_mae", 12.5)), 1);
    Standing finished =
        new Standing(trial(1), State.FINISHED, new TreeMap<>(Map.of(9, result)), "");
    Monitor objective = Monitor.of("val_mae");
    assertThat(ResultsCsv.of(new Leaderboard(List.of(finished), objective)))
        .isEqualTo(
            """
            rank,trial,round_epochs,val_mae,loss,strides,seconds,state,reason
            1,1,2,12.500000,2.000000e-05,2x2,1.000,finished,
            """);
    Standing waiting = new Standing(trial(1), State.WAITING, new TreeMap<>(), "");
    assertThat(ResultsCsv.of(new Leaderboard(List.of(waiting), objective)))
        .startsWith("rank,trial,round_epochs,val_mae,strides,");
  }

  private static Standing standing(int number, State state, double accuracy) {
    TrialResult result = new TrialResult(7, 0.1, 0.9, 0.5, accuracy, 12.3456);
    return new Standing(trial(number), state, new TreeMap<>(Map.of(9, result)), "");
  }

  private static Trial trial(int number) {
    return new Trial(number, new Combination(Map.of("strides", "2x2")));
  }
}
