package io.atelier.lab.search;

import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Standing;
import io.atelier.lab.json.SealedJson;
import io.atelier.lab.report.Report;
import io.atelier.lab.run.Reports;
import io.atelier.lab.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A search's {@code best.json}.
 *
 * @param search its folder
 */
record BestFile(SearchFolder search) {
  private Path file() {
    return search.file("best.json");
  }

  /**
   * Writes it, whole.
   *
   * @throws IOException if it cannot be written
   */
  void write(SearchRun.Best best) throws IOException {
    SealedJson.write(file(), best);
  }

  /**
   * {@return what it says} It may tell of a trial that is the best no more.
   *
   * @param board how the trials stand, by the journal
   * @throws IOException if it is damaged, or says something else than the journal or the trial's
   *     report; the message names the key
   */
  SearchRun.Best read(Leaderboard board) throws IOException {
    SealedJson file = SealedJson.open(file());
    SearchRun.Best best =
        new SealedJson(file.file(), EarlierForms.best(file.content()), file.seal())
            .as(SearchRun.Best.class);
    Reports.require(file(), "test", best.test());
    Standing standing =
        board.standings().stream()
            .filter(trial -> trial.trial().number() == best.trial())
            .filter(trial -> trial.result().isPresent())
            .findFirst()
            .orElse(null);
    same("trial", best.trial(), standing == null ? "a trial that was finished" : best.trial());
    String model = search.settings().config(standing.trial().combination()).model().name();
    same("model", best.model(), model);
    String objective = board.objective().quantity();
    same("objective", best.objective(), objective);
    same("value", best.value(), standing.result().orElseThrow().quantity(objective));
    Path run = search.trial(best.trial());
    same("run", best.run(), search.path().relativize(run).toString());
    Optional<Report> report =
        RunFolder.begun(run) ? RunFolder.existing(run).finished() : Optional.empty();
    if (report.isPresent()) {
      same("test", best.test(), report.get().test());
    }
    file.require();
    return best;
  }

  private void same(String key, Object got, Object needed) throws IOException {
    if (!needed.equals(got)) {
      throw new IOException(
          "%s is damaged: setting '%s' needs %s, as the journal and the trial's report have it, got %s; delete it, and --resume makes it again"
              .formatted(file(), key, needed, got));
    }
  }
}
