package io.atelier.paper.reproduction;

import io.atelier.data.fashion.FashionMnist;
import io.atelier.engine.search.Leaderboard;
import io.atelier.lab.page.Part;
import io.atelier.lab.process.ChildCommand;
import io.atelier.lab.process.Children;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.run.Reports;
import io.atelier.lab.run.RunFolder;
import io.atelier.lab.search.SearchFolder;
import io.atelier.lab.search.SearchRun;
import io.atelier.lab.search.SearchSettings;
import io.atelier.lab.search.Workers;
import io.atelier.paper.network.PaperNetworks;
import io.atelier.paper.report.DataSection;
import io.atelier.paper.report.ReproductionReport;
import io.atelier.paper.report.ResultsTable;
import io.atelier.paper.result.FinishedSearch;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import io.atelier.paper.result.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Does what is left of a reproduction, and writes the report after each training and each search,
 * and when a trial ends five minutes after the last report. Everything is trained by other JVMs,
 * which end with this one and keep their finished epochs.
 */
public final class ReproductionRun implements AutoCloseable {
  private static final String LOG = "worker.log";
  private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(5);

  private final Paper paper;
  private final ReproductionFolder folder;
  private final ReproductionSettings settings;
  private final FashionMnist data;
  private final List<Part> shown;
  private final Class<?> main;
  private final int parallel;
  private final Sessions sessions;
  private final Watcher watcher;
  private final ReproductionProgress progress;
  private final Children children;
  private final Map<String, FinishedSearch> searches;
  private Workers workers;
  private final List<String> failed = new CopyOnWriteArrayList<>();
  private OptionalLong published = OptionalLong.empty();
  private boolean ended;

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
    this.folder = folder;
    this.settings = folder.settings();
    this.data = data;
    this.shown =
        DataSection.of(
            new Reproduction.DataSet(data.train(), PaperNetworks.split(data.train().examples())));
    this.main = main;
    this.parallel = parallel;
    this.watcher = watcher;
    this.children = new Children(main);
    this.progress = new ReproductionProgress(folder, settings);
    this.sessions = Sessions.open(folder.file("sessions.jsonl"), command);
    try {
      folder.clean();
      this.searches = folder.searches(paper);
    } catch (IOException | RuntimeException e) {
      sessions.close();
      throw e;
    }
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
    try {
      Trainings trainings = new Trainings(paper, settings, rows);
      for (Paper.Search search : searched(rows)) {
        FinishedSearch found = searches.get(search.row());
        progress.plan(
            search, begun(search, trials).settings().trials(), found == null ? 0 : found.ended());
      }
      progress.plan(trainings.ofTheTables());
      progress.plan(trainings.ofOtherSeeds(ours()));
      publish();
      train(trainings.ofTheTables());
      if (rows.contains(Paper.FEATURE_MAPS)) {
        drawFeatureMaps(trainings.shown());
      }
      train(trainings.ofOtherSeeds(ours()));
      for (Paper.Search search : searched(rows)) {
        search(search);
      }
      if (!failed.isEmpty()) {
        throw new IOException(
            "%s; --resume tries %s again"
                .formatted(
                    failed.get(0), failed.size() == 1 ? "it" : "all %s".formatted(failed.size())));
      }
      return !ended();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<Paper.Search> searched(Set<String> rows) {
    return paper.searches().stream().filter(search -> rows.contains(search.row())).toList();
  }

  private Reproduction ours() throws IOException {
    return folder.read(paper, shown, data.test(), searches, sessions.all());
  }

  private synchronized void publish() throws IOException {
    Reproduction ours = ours();
    folder.write(ReproductionReport.of(paper, ours), ResultsTable.of(paper, ours));
    published = OptionalLong.of(System.nanoTime());
  }

  private void train(List<PlannedTraining> trainings) throws IOException {
    progress.plan(trainings);
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    CompletionService<PlannedTraining> ends = new ExecutorCompletionService<>(threads);
    try {
      for (PlannedTraining training : trainings) {
        ends.submit(
            () -> {
              train(training);
              return training;
            });
      }
      for (int i = 0; i < trainings.size(); i++) {
        ends.take().get();
      }
    } catch (ExecutionException e) {
      stop();
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void train(PlannedTraining training) throws IOException {
    if (ended()) {
      return;
    }
    if (folder.ended(training)) {
      Reports.again(RunFolder.existing(folder.of(training)), data.dataSet());
      return;
    }
    RunFolder run = begun(training);
    watcher.began(training);
    List<String> worker =
        ChildCommand.arguments("training-worker", "--data", data.folder(), run.path());
    if (done(training, worker, run)) {
      FinishedRun finished = run.finishedRun();
      progress.ended(training);
      publish();
      watcher.ended(
          training,
          finished,
          paper.result(training.row(), training.config().model().name()).accuracy());
    }
  }

  private boolean done(PlannedTraining training, List<String> worker, RunFolder run) {
    progress.began(training);
    try {
      return children.run(worker, run.file(LOG));
    } catch (IOException e) {
      failed.add(training + ": " + e.getMessage());
      watcher.failed(training, e.getMessage());
      return false;
    } finally {
      progress.stopped(training);
    }
  }

  private RunFolder begun(PlannedTraining training) throws IOException {
    Path run = folder.of(training);
    return RunFolder.begun(run)
        ? RunFolder.existing(run).require(training.config())
        : RunFolder.begin(run, training.config());
  }

  private void drawFeatureMaps(PlannedTraining training) throws IOException {
    if (ended() || Files.exists(folder.featureMaps()) || !folder.ended(training)) {
      return;
    }
    List<String> drawing =
        ChildCommand.arguments(
            "feature-maps",
            folder.of(training),
            "--data",
            data.folder(),
            "--out",
            folder.featureMaps());
    if (children.run(drawing, folder.of(training).resolve(LOG))) {
      publish();
    }
  }

  private void search(Paper.Search search) throws IOException {
    if (ended()) {
      return;
    }
    SearchFolder found = SearchFolder.existing(folder.search(search.row()));
    SearchSettings chosen = found.settings();
    List<String> worker =
        ChildCommand.arguments("search-worker", "--data", data.folder(), found.path());
    try (Workers started = new Workers(main, worker, found)) {
      workers(started);
      SearchRun run =
          new SearchRun(
              chosen,
              found,
              data.hashes(),
              started,
              parallel,
              board -> searched(search, FinishedSearch.of(chosen, board, Optional.empty()), board),
              this::ended);
      var unused = run.run();
      if (run.stopped()) {
        stop();
      }
    }
    Leaderboard board = found.board();
    searches.put(search.row(), FinishedSearch.of(chosen, board, found.best(board)));
    publish();
  }

  /** Before anything is trained: what is wrong with the number of trials is said at once. */
  private SearchFolder begun(Paper.Search search, OptionalInt trials) throws IOException {
    Path path = folder.search(search.row());
    if (SearchFolder.begun(path)) {
      SearchFolder found = SearchFolder.existing(path);
      if (trials.isPresent()) {
        found.resize(trials.getAsInt());
      }
      return found;
    }
    SearchSettings wanted = settings.search(search);
    wanted = wanted.withTrials(trials.orElse(wanted.trials()));
    wanted.requireTrainable();
    return SearchFolder.create(path, wanted);
  }

  private synchronized void searched(Paper.Search search, FinishedSearch now, Leaderboard board) {
    FinishedSearch before = searches.put(search.row(), now);
    progress.searched(search.row(), now.ended(), board.standings().size());
    if (before != null && now.ended() == before.ended()) {
      return;
    }
    watcher.searched(search.row(), board);
    try {
      if (published.isEmpty()
          || System.nanoTime() - published.getAsLong() > BETWEEN_REPORTS.toNanos()) {
        publish();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void workers(Workers started) {
    workers = started;
    if (ended) {
      started.close();
    }
  }

  private synchronized boolean ended() {
    return ended || children.ended();
  }

  /** Ends all training at once; finished epochs and trials stay. */
  public synchronized void stop() {
    ended = true;
    children.close();
    if (workers != null) {
      workers.close();
    }
  }

  /** Ends all training, and lets another process have the folder. */
  @Override
  public void close() throws IOException {
    stop();
    sessions.close();
  }
}
