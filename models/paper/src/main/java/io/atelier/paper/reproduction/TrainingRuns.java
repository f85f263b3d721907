package io.atelier.paper.reproduction;

import io.atelier.data.fashion.FashionMnist;
import io.atelier.lab.process.ChildCommand;
import io.atelier.lab.run.Reports;
import io.atelier.lab.run.RunFolder;
import io.atelier.paper.result.Paper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Does the trainings of a reproduction, each in a process of its own and a run folder of its own.
 *
 * @param parallel trainings at once, at least 1
 * @param processes that train
 * @param progress told how far each training is
 * @param report written after each
 * @param watcher told what begins, ends and fails
 */
record TrainingRuns(
    Paper paper,
    ReproductionFolder folder,
    FashionMnist data,
    int parallel,
    Processes processes,
    ReproductionProgress progress,
    PublishedReport report,
    ReproductionRun.Watcher watcher) {
  private static final String LOG = "worker.log";

  /**
   * Does what is left of some trainings; one that fails does not keep the others from being done.
   *
   * @return why trainings failed, a sentence each
   * @throws IOException if a file cannot be read or written; all processes have ended then
   */
  List<String> train(List<PlannedTraining> trainings) throws IOException {
    progress.plan(trainings);
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    CompletionService<Optional<String>> ends = new ExecutorCompletionService<>(threads);
    List<String> failed = new ArrayList<>();
    try {
      for (PlannedTraining training : trainings) {
        ends.submit(() -> train(training));
      }
      for (int i = 0; i < trainings.size(); i++) {
        ends.take().get().ifPresent(failed::add);
      }
      return failed;
    } catch (ExecutionException e) {
      processes.end();
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** {@return why it failed; empty if it was done, or ended with all others} */
  private Optional<String> train(PlannedTraining training) throws IOException {
    if (processes.ended()) {
      return Optional.empty();
    }
    if (folder.ended(training)) {
      Reports.again(RunFolder.existing(folder.of(training)), data.dataSet());
      return Optional.empty();
    }
    RunFolder run = begun(training);
    watcher.began(training);
    progress.began(training);
    boolean done;
    try {
      done = processes.run(worker(run), run.file(LOG));
    } catch (IOException e) {
      watcher.failed(training, e.getMessage());
      return Optional.of(training + ": " + e.getMessage());
    } finally {
      progress.stopped(training);
    }
    if (done) {
      finish(training, run);
    }
    return Optional.empty();
  }

  private RunFolder begun(PlannedTraining training) throws IOException {
    Path run = folder.of(training);
    return RunFolder.begun(run)
        ? RunFolder.existing(run).require(training.config())
        : RunFolder.begin(run, training.config());
  }

  private List<String> worker(RunFolder run) {
    return ChildCommand.arguments("training-worker", "--data", data.folder(), run.path());
  }

  private void finish(PlannedTraining training, RunFolder run) throws IOException {
    var finished = run.finishedRun();
    progress.ended(training);
    report.publish();
    String model = training.config().model().name();
    watcher.ended(training, finished, paper.result(training.row(), model).accuracy());
  }

  /**
   * Draws the feature maps of a training, if that is done and they are not drawn yet.
   *
   * @throws IOException if they cannot be drawn
   */
  void drawFeatureMaps(PlannedTraining training) throws IOException {
    Path picture = folder.featureMaps();
    if (processes.ended() || Files.exists(picture) || !folder.ended(training)) {
      return;
    }
    Path run = folder.of(training);
    List<String> drawing =
        ChildCommand.arguments("feature-maps", run, "--data", data.folder(), "--out", picture);
    if (processes.run(drawing, run.resolve(LOG))) {
      report.publish();
    }
  }
}
