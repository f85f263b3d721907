package io.atelier.paper.reproduction;

import io.atelier.cli.Main;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.engine.search.Leaderboard;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.report.FinishedRun;
import io.atelier.paper.result.Paper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A program that reproduces one of the paper's networks and trials of its first search, in a folder
 * that may have been begun.
 */
final class SmallReproduction {
  static final int TRIALS = 3;

  private static final String MODEL = "mlp-small-64";
  private static final String ROW = "mlp-adam-dropout";

  private SmallReproduction() {}

  /** Arguments: the reproduction's folder, the data's, and the number of trials. */
  public static void main(String[] args) throws Exception {
    Path path = Path.of(args[0]);
    FashionMnist data =
        FashionMnist.load(Optional.of(Path.of(args[1])), Map.of(), (name, done, all) -> {});
    ReproductionFolder folder =
        Files.exists(path)
            ? ReproductionFolder.existing(path)
            : ReproductionFolder.create(
                path, new ReproductionSettings(15, 1, 1_000, ExecutionConfig.Device.CPU, 1));
    try (ReproductionRun run =
        new ReproductionRun(paper(), folder, data, Main.class, 1, "a test", new Silent())) {
      boolean done = run.run(Set.of(ROW, "mlp-search"), OptionalInt.of(Integer.parseInt(args[2])));
      System.exit(done ? 0 : 130);
    }
  }

  private static Paper paper() {
    Paper whole = Paper.read();
    return new Paper(
        whole.title(),
        whole.citation(),
        whole.tolerance(),
        whole.summary(),
        new Paper.Shown("Fig. 54", "none"),
        List.of(whole.experiment(ROW)),
        whole.results(ROW).stream().filter(result -> result.model().equals(MODEL)).toList(),
        whole.searches().subList(0, 1));
  }

  private static final class Silent implements ReproductionRun.Watcher {
    @Override
    public void began(PlannedTraining training) {}

    @Override
    public void failed(PlannedTraining training, String reason) {}

    @Override
    public void ended(PlannedTraining training, FinishedRun run, double papersAccuracy) {}

    @Override
    public void searched(String row, Leaderboard board) {}
  }
}
