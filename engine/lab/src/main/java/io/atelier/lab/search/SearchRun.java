package io.atelier.lab.search;

import io.atelier.data.file.WholeFile;
import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.Search;
import io.atelier.engine.search.Standing;
import io.atelier.lab.report.Report;
import io.atelier.lab.run.Reports;
import io.atelier.lab.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches: trains trials, keeps the journal and the table, and has the best one tested and
 * exported.
 *
 * @param settings of the search
 * @param folder whose journal says what is done already
 * @param data SHA-256 of the data set's files by name
 * @param workers train
 * @param parallel trials at once, at least 1
 * @param watcher told of the board after every event
 * @param interrupted whether the search should end early
 */
public record SearchRun(
    SearchSettings settings,
    SearchFolder folder,
    Map<String, String> data,
    Workers workers,
    int parallel,
    Consumer<Leaderboard> watcher,
    BooleanSupplier interrupted) {
  private static final Logger LOG = LoggerFactory.getLogger(SearchRun.class);

  /**
   * What a search found: the content of {@code best.json}.
   *
   * @param trial number of the best trial
   * @param model name of its network
   * @param objective the quantity by which trials were compared
   * @param value of it, after the trial's last epoch
   * @param test scores on the test set
   * @param run its run folder, with the SavedModel
   */
  public record Best(
      int trial,
      String model,
      String objective,
      double value,
      Report.TestScores test,
      String run) {}

  /**
   * {@return what was found; empty if the search was interrupted, or no trial was finished}
   *
   * @throws IOException if a file of the search cannot be read or written, or the best trial not be
   *     exported
   */
  public Optional<Best> run() throws IOException {
    try (JsonJournal journal = folder.journal(settings)) {
      goOn(journal);
      WholeFile.clean(folder.path());
      Search search =
          new Search(
              settings.space().searched(),
              settings.strategy(),
              settings.objective(),
              settings.epochs(),
              parallel,
              workers,
              journal,
              this::changed,
              this::stopped);
      Leaderboard board = search.run();
      new SearchPage(settings, board).write(folder);
      return stopped() || board.best().isEmpty()
          ? Optional.empty()
          : best(board, board.best().get());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void goOn(JsonJournal journal) throws IOException {
    if (journal.begun().isPresent()) {
      journal.begun().get().requireData(folder.path(), data);
    } else if (journal.events().isEmpty()) {
      journal.begin(Begun.with(settings, data));
    } else {
      LOG.warn(
          "{} has no record of what it was begun with: its files are taken as they are",
          folder.path());
    }
  }

  /** {@return whether the search ended early} */
  public boolean stopped() {
    return interrupted.getAsBoolean() || workers.ended();
  }

  private void changed(Leaderboard board) {
    try {
      WholeFile.write(folder.file("results.csv"), ResultsCsv.of(board));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    watcher.accept(board);
  }

  private Optional<Best> best(Leaderboard board, Standing standing) throws IOException {
    Optional<Best> tested =
        folder.best(board).filter(best -> best.trial() == standing.trial().number());
    if (tested.isPresent() && !incomplete(standing)) {
      return tested;
    }
    if (!workers.finish(standing.trial())) {
      return Optional.empty();
    }
    RunFolder run = RunFolder.existing(folder.trial(standing.trial().number()));
    Report report = run.finished().orElseThrow();
    Best best =
        new Best(
            standing.trial().number(),
            report.model(),
            board.objective().quantity(),
            standing.result().orElseThrow().quantity(board.objective().quantity()),
            report.test(),
            folder.path().relativize(run.path()).toString());
    new BestFile(folder).write(best);
    return Optional.of(best);
  }

  /** Whether a trial that was tested lacks its report; one whose folder is gone needs none. */
  private boolean incomplete(Standing standing) throws IOException {
    Path path = folder.trial(standing.trial().number());
    if (!RunFolder.begun(path)) {
      return false;
    }
    RunFolder run = RunFolder.existing(path);
    return run.finished().isEmpty() || Reports.missing(run);
  }
}
