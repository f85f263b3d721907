package io.atelier.paper.reproduction;

import io.atelier.lab.run.RunFolder;
import io.atelier.paper.result.Paper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How far a reproduction is: what its files say is done, and what is being done. */
public final class ReproductionProgress {
  /** A training that has not ended may go on longer than expected. */
  private static final double ALMOST = 0.95;

  private final ReproductionFolder folder;
  private final ReproductionSettings settings;
  private final Costs costs = Costs.read();
  private final Workload workload = new Workload();
  private final Set<PlannedTraining> running = ConcurrentHashMap.newKeySet();

  ReproductionProgress(ReproductionFolder folder, ReproductionSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** {@return how much of the whole is done, with the finished epochs of what is being trained} */
  public Workload workload() {
    running.forEach(training -> workload.reached(training.toString(), share(training)));
    return workload;
  }

  /** {@return what is being trained, with the finished epochs} */
  public List<String> running() {
    return running.stream()
        .map(training -> "%s epoch %s".formatted(training, epochs(training)))
        .sorted()
        .toList();
  }

  private int epochs(PlannedTraining training) {
    try {
      return new RunFolder(folder.of(training)).history().epochs().size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void plan(List<PlannedTraining> trainings) throws IOException {
    for (PlannedTraining training : trainings) {
      workload.plan(training.toString(), costs.of(training));
      workload.found(training.toString(), folder.ended(training) ? 1 : share(training));
    }
  }

  /** Of the epochs that a training which has not ended may be expected to run. */
  private double share(PlannedTraining training) {
    return Math.min(ALMOST, (double) epochs(training) / costs.epochs(training));
  }

  void plan(Paper.Search search, int trials, int ended) {
    workload.plan(search.row(), trials * costs.ofTrial(search.row(), settings));
    workload.found(search.row(), (double) ended / trials);
  }

  void began(PlannedTraining training) {
    running.add(training);
  }

  void stopped(PlannedTraining training) {
    running.remove(training);
  }

  void ended(PlannedTraining training) {
    workload.reached(training.toString(), 1);
  }

  void searched(String row, int ended, int trials) {
    workload.reached(row, (double) ended / trials);
  }
}
