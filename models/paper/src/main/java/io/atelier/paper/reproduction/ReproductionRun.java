package io.atelier.paper.reproduction;

import io.atelier.data.fashion.FashionMnist;
import io.atelier.engine.search.Leaderboard;
import io.atelier.lab.report.FinishedRun;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Does what is left of a reproduction, and writes the report after each training and each search,
 * and when a trial ends five minutes after the last report. Everything is trained by other JVMs,
 * which end with this one and keep their finished epochs.
 */
public final class ReproductionRun implements AutoCloseable {
  private final Paper paper;
  private final ReproductionSettings settings;
  private final Sessions sessions;
  private final Processes processes;
  private final ReproductionProgress progress;
  private final PublishedReport report;
  private final TrainingRuns runs;
  private final PaperSearches searches;

  /** Is told of the reproduction's course, by several threads. */
  public interface Watcher {
    /** A training begins or goes on. */
    void began(PlannedTraining training);

    /** A training could not be done. */
    void failed(PlannedTraining training, String reason);

    /** A training has ended. */
    void ended(PlannedTraining training, FinishedRun run, double papersAccuracy);

    /** A search has come further. */
    void searched(String row, Leaderboard board);
  }

  /**
   * @param paper what is reproduced
   * @param folder whose files say what is done already
   * @param main main class of the program, which knows the commands that train
   * @param parallel trainings at once, at least 1
   * @param command as it was typed
   * @throws IOException if a file of the folder is damaged, or another process has the folder
   */
  public ReproductionRun(
      Paper paper,
      ReproductionFolder folder,
      FashionMnist data,
      Class<?> main,
      int parallel,
      String command,
      Watcher watcher)
      throws IOException {
    this.paper = paper;
    this.settings = folder.settings();
    this.processes = new Processes(main);
    this.progress = new ReproductionProgress(folder, settings);
    this.sessions = Sessions.open(folder.file("sessions.jsonl"), command);
    try {
      folder.clean();
      this.report = new PublishedReport(paper, folder, data, sessions);
    } catch (IOException | RuntimeException e) {
      sessions.close();
      throw e;
    }
    this.runs =
        new TrainingRuns(paper, folder, data, parallel, processes, progress, report, watcher);
    this.searches = new PaperSearches(folder, data, parallel, processes, progress, report, watcher);
  }

  /** {@return how far it is} */
  public ReproductionProgress progress() {
    return progress;
  }

  /**
   * Does what is left; a training that fails does not keep the others from being done.
   *
   * @param rows of {@link Paper#rows}
   * @param trials of each search; empty for the paper's number
   * @return whether all was done: not if it was interrupted
   * @throws IOException if a training failed, or a file cannot be read or written
   */
  public boolean run(Set<String> rows, OptionalInt trials) throws IOException {
    List<Paper.Search> wanted =
        paper.searches().stream().filter(search -> rows.contains(search.row())).toList();
    try {
      for (Paper.Search search : wanted) {
        searches.plan(search, trials);
      }
      List<String> failed = train(rows);
      for (Paper.Search search : wanted) {
        searches.search(search);
      }
      if (!failed.isEmpty()) {
        throw new IOException(
            "%s; --resume tries %s again"
                .formatted(
                    failed.get(0), failed.size() == 1 ? "it" : "all %s".formatted(failed.size())));
      }
      return !processes.ended();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** {@return why trainings failed, a sentence each} */
  private List<String> train(Set<String> rows) throws IOException {
    Trainings trainings = new Trainings(paper, settings, rows);
    progress.plan(trainings.ofTheTables());
    progress.plan(trainings.ofOtherSeeds(report.read()));
    report.publish();
    List<String> failed = new ArrayList<>(runs.train(trainings.ofTheTables()));
    if (rows.contains(Paper.FEATURE_MAPS)) {
      runs.drawFeatureMaps(trainings.shown());
    }
    failed.addAll(runs.train(trainings.ofOtherSeeds(report.read())));
    return failed;
  }

  /** Ends all training at once; finished epochs and trials stay. */
  public void stop() {
    processes.end();
  }

  /** Ends all training, and lets another process have the folder. */
  @Override
  public void close() throws IOException {
    stop();
    sessions.close();
  }
}
