package io.atelier.lab.run;

import io.atelier.engine.runtime.ModelSummary;
import io.atelier.engine.training.History;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.json.SealedJson;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.report.Report;
import java.io.IOException;

/**
 * What a run that wrote its report has kept, each file read once.
 *
 * @param config its settings
 * @param history its epochs
 * @param report what it gave; it says what the other two say
 */
record Kept(RunConfig config, History history, Report report) {
  /**
   * {@return what a folder with a report.json has kept}
   *
   * @throws IOException if report.json, history.csv or config.json is damaged, or they contradict
   *     each other; the message names file, key and rule
   */
  static Kept read(RunFolder folder) throws IOException {
    SealedJson file = SealedJson.open(folder.file("report.json"));
    Report report = Reports.possible(file);
    Kept kept = new Kept(folder.config(), folder.history(), report);
    new ReportCheck(folder.path(), report).require(kept.config, kept.history);
    // What can be named as a contradiction is; all other edits are found by the hash.
    file.require(Reports.YOUNGEST);
    return kept;
  }

  /** {@return whether the run was trained to its end, and did not diverge} */
  boolean ended() {
    return !report.interrupted() && DivergedException.reason(history, report).isEmpty();
  }

  /** {@return what the run gave, with its settings and its history} */
  FinishedRun run() {
    return new FinishedRun(
        report,
        history.endedBy(report.stopped()),
        config.settings(),
        ModelSummary.of(config.model()).text(true, false));
  }
}
