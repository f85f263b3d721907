package io.atelier.paper.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.lab.report.FinishedRun;
import io.atelier.paper.report.Claim.Answer;
import io.atelier.paper.reproduction.MadeUp;
import io.atelier.paper.result.Paper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final Paper PAPER = Paper.read();

  /** Falls in training, and in validation until the second epoch. */
  private static final double[][] OVERFITTED = {{1, 0.6}, {0.5, 0.5}, {0.1, 0.8}};

  private static final double[][] MILD = {{1, 0.6}, {0.5, 0.5}, {0.4, 0.52}};

  @Test
  void nothingIsAnsweredBeforeAnyTraining() {
    assertThat(answers(Map.of())).containsOnly(Answer.OPEN);
  }

  @Test
  void withOneTrainingMissingItsClaimsStayOpen() {
    Map<String, List<FinishedRun>> runs = all(0.88, 0.87, OVERFITTED, 0.5, MILD, 0.3);
    runs.put("mlp-sgd", runs.get("mlp-sgd").subList(1, 12));
    assertThat(answers(runs)).containsExactly(Answer.OPEN, Answer.OPEN, Answer.OPEN);
  }

  @Test
  void yesWhereOurNumbersSaySo() {
    assertThat(answers(all(0.88, 0.87, OVERFITTED, 0.5, MILD, 0.3)))
        .containsExactly(Answer.YES, Answer.YES, Answer.YES);
  }

  @Test
  void noWhereHeIsAhead() {
    assertThat(answers(all(0.87, 0.88, OVERFITTED, 0.5, MILD, 0.3)).get(0)).isEqualTo(Answer.NO);
  }

  @Test
  void noWhereTheValidationLossHardlyRises() {
    assertThat(answers(all(0.88, 0.87, MILD, 0.5, MILD, 0.3)).get(1)).isEqualTo(Answer.NO);
  }

  @Test
  void noWhereTheTrainingLossRoseToo() {
    double[][] diverging = {{1, 0.6}, {0.5, 0.5}, {0.9, 0.8}};
    assertThat(answers(all(0.88, 0.87, diverging, 0.5, MILD, 0.3)).get(1)).isEqualTo(Answer.NO);
  }

  @Test
  void noWhereDropoutDoesNotLowerTheTestLoss() {
    assertThat(answers(all(0.88, 0.87, OVERFITTED, 0.5, MILD, 0.5)).get(2)).isEqualTo(Answer.NO);
  }

  @Test
  void noWhereDropoutDoesNotLowerTheRise() {
    assertThat(answers(all(0.88, 0.87, OVERFITTED, 0.5, OVERFITTED, 0.3)).get(2))
        .isEqualTo(Answer.NO);
  }

  @Test
  void thePapersOwnPairsAreCounted() {
    assertThat(Claims.of(PAPER, MadeUp.of(Map.of())).get(0).because())
        .isEqualTo(
            "Glorot minus He: not known; in the paper +0.0011 on average with a standard error of 0.0015, ahead in 4 of 6.");
  }

  @Test
  void oneExceptionRefutesWhatIsSaidOfAll() {
    Map<String, List<FinishedRun>> runs = all(0.88, 0.87, MILD, 0.5, OVERFITTED, 0.3);
    runs.put("mlp-sgd", runs.get("mlp-sgd").subList(0, 1));
    assertThat(answers(runs)).containsExactly(Answer.OPEN, Answer.NO, Answer.NO);
    assertThat(Claims.of(PAPER, MadeUp.of(runs)).get(1).evidence().rows())
        .hasSize(18)
        .contains(List.of("mlp-sgd", "mlp-small-128", "not run", "", "", ""));
  }

  @Test
  void equalDifferencesHaveNoStandardError() {
    assertThat(Claims.of(PAPER, MadeUp.of(all(0.88, 0.87, MILD, 0.5, MILD, 0.3))).get(0).because())
        .startsWith(
            "Glorot minus He: +0.0100 on average with a standard error of 0.0000, ahead in 6 of 6");
  }

  private static List<Answer> answers(Map<String, List<FinishedRun>> runs) {
    return Claims.of(PAPER, MadeUp.of(runs)).stream().map(Claim::answer).toList();
  }

  private static Map<String, List<FinishedRun>> all(
      double glorot,
      double he,
      double[][] without,
      double lossWithout,
      double[][] with,
      double lossWith) {
    Map<String, List<FinishedRun>> runs = new LinkedHashMap<>();
    for (String row : List.of("mlp-sgd", "mlp-adam", "mlp-sgd-dropout", "mlp-adam-dropout")) {
      boolean dropout = row.endsWith("dropout");
      List<FinishedRun> finished = new ArrayList<>();
      for (Paper.Result result : PAPER.results(row)) {
        finished.add(
            MadeUp.run(
                result.model(),
                0,
                result.model().endsWith("-he") ? he : glorot,
                dropout ? lossWith : lossWithout,
                dropout ? with : without));
      }
      runs.put(row, finished);
    }
    return runs;
  }
}
