package io.atelier.paper.report;

import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.report.Report;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every finished training beside the paper's, as CSV. */
public final class ResultsTable {
  private static final String HEADER =
      "row,model,seed,parameters,test_accuracy,paper_test_accuracy,test_loss,paper_test_loss,epochs,seconds,commit";

  private ResultsTable() {}

  public static String of(Paper paper, Reproduction ours) {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (Paper.Result result : paper.results()) {
      for (FinishedRun run : ours.of(result.row(), result.model())) {
        lines.add(line(result, run.report()));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String line(Paper.Result paper, Report report) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%d,%.4f,%.4f,%.6f,%.6f,%d,%.1f,%s",
        paper.row(),
        paper.model(),
        report.seed(),
        report.parameters(),
        report.test().accuracy(),
        paper.accuracy(),
        report.test().loss(),
        paper.loss(),
        report.epochsRun(),
        report.seconds(),
        report.provenance().commit());
  }
}
