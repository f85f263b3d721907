package io.atelier.paper.reproduction;

import io.atelier.data.fashion.FashionMnist;
import io.atelier.engine.search.Leaderboard;
import io.atelier.lab.process.ChildCommand;
import io.atelier.lab.search.SearchFolder;
import io.atelier.lab.search.SearchRun;
import io.atelier.lab.search.SearchSettings;
import io.atelier.lab.search.Workers;
import io.atelier.paper.result.FinishedSearch;
import io.atelier.paper.result.Paper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Does the searches of a reproduction, one after another, each in a folder of its own.
 *
 * @param parallel trials at once, at least 1
 * @param processes that train the trials
 * @param progress told how far each search is
 * @param report written after each, and meanwhile
 * @param watcher told of trials that have ended
 */
record PaperSearches(
    ReproductionFolder folder,
    FashionMnist data,
    int parallel,
    Processes processes,
    ReproductionProgress progress,
    PublishedReport report,
    ReproductionRun.Watcher watcher) {

  /**
   * Begins a search that is not begun, and plans what is left of it, before anything is trained: a
   * wrong number of trials is found at once.
   *
   * @param trials empty for as many as the settings say
   * @throws IllegalArgumentException if there are too many or too few
   * @throws IOException if the folder cannot be written, or is damaged
   */
  void plan(Paper.Search search, OptionalInt trials) throws IOException {
    progress.plan(search, begun(search, trials).settings().trials(), report.ended(search));
  }

  private SearchFolder begun(Paper.Search search, OptionalInt trials) throws IOException {
    Path path = folder.search(search.row());
    if (SearchFolder.begun(path)) {
      SearchFolder found = SearchFolder.existing(path);
      if (trials.isPresent()) {
        found.resize(trials.getAsInt());
      }
      return found;
    }
    SearchSettings wanted = folder.settings().search(search);
    wanted = wanted.withTrials(trials.orElse(wanted.trials()));
    wanted.requireTrainable();
    return SearchFolder.create(path, wanted);
  }

  /**
   * Does what is left of a search that is begun.
   *
   * @throws IOException if a trial failed, or a file cannot be read or written
   */
  void search(Paper.Search search) throws IOException {
    if (processes.ended()) {
      return;
    }
    SearchFolder found = SearchFolder.existing(folder.search(search.row()));
    SearchSettings settings = found.settings();
    List<String> worker =
        ChildCommand.arguments("search-worker", "--data", data.folder(), found.path());
    try (Workers workers = new Workers(processes.main(), worker, found)) {
      processes.with(workers);
      SearchRun run =
          new SearchRun(
              settings,
              found,
              data.hashes(),
              workers,
              parallel,
              board -> changed(search, settings, board),
              processes::ended);
      var unused = run.run();
      if (run.stopped()) {
        processes.end();
      }
    }
    Leaderboard board = found.board();
    var unused = report.put(search, FinishedSearch.of(settings, board, found.best(board)));
    report.publish();
  }

  private synchronized void changed(
      Paper.Search search, SearchSettings settings, Leaderboard board) {
    FinishedSearch now = FinishedSearch.of(settings, board, Optional.empty());
    Optional<FinishedSearch> before = report.put(search, now);
    progress.searched(search.row(), now.ended(), board.standings().size());
    if (before.isPresent() && now.ended() == before.get().ended()) {
      return;
    }
    watcher.searched(search.row(), board);
    try {
      report.publishIfOld();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
