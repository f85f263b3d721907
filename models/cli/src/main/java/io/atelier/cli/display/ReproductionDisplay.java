package io.atelier.cli.display;

import io.atelier.engine.search.Leaderboard;
import io.atelier.lab.report.FinishedRun;
import io.atelier.paper.reproduction.PlannedTraining;
import io.atelier.paper.reproduction.ReproductionRun;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;

/**
 * Shows a reproduction: a line for every training that begins or ends and every trial that ends,
 * and below, where the terminal can, how much of the whole is done and how long the rest may take.
 */
public final class ReproductionDisplay implements ReproductionRun.Watcher, AutoCloseable {
  private static final int STEPS = 1_000;

  private final PrintWriter err;
  private ReproductionRun work;
  private ScheduledExecutorService clock;
  private ProgressBar bar;

  public ReproductionDisplay(PrintWriter err) {
    this.err = err;
  }

  /** Shows from now on how far the work is. */
  public synchronized void watch(ReproductionRun run) {
    work = run;
    if (Terminal.live()) {
      clock = Executors.newSingleThreadScheduledExecutor();
      var unused = clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }
  }

  private synchronized void tick() {
    if (clock == null) {
      return;
    }
    List<String> running = work.progress().running();
    if (bar == null) {
      bar = Terminal.bar("", STEPS, "", 1).setRenderer(new ReproductionBar()).build();
    }
    bar.stepTo(Math.round(STEPS * work.progress().workload().share()));
    bar.setExtraMessage(left() + "  " + String.join(", ", running));
  }

  @Override
  public void began(PlannedTraining training) {
    say(training + " begins");
  }

  @Override
  public void failed(PlannedTraining training, String reason) {
    say(training + " failed: " + reason);
  }

  @Override
  public void ended(PlannedTraining training, FinishedRun run, double papersAccuracy) {
    int epochs = run.report().epochsRun();
    say(
        String.format(
            Locale.ROOT,
            "%s: test accuracy %.4f (paper %.4f), %d epoch%s, %.0f s",
            training,
            run.report().test().accuracy(),
            papersAccuracy,
            epochs,
            epochs == 1 ? "" : "s",
            run.report().seconds()));
  }

  @Override
  public void searched(String row, Leaderboard board) {
    String best =
        board.best().flatMap(standing -> standing.result()).stream()
            .map(
                it ->
                    String.format(
                        Locale.ROOT, ", best val_accuracy %.4f", it.quantity("val_accuracy")))
            .findFirst()
            .orElse("");
    say("%s: %s of %s trials%s".formatted(row, board.ended(), board.standings().size(), best));
  }

  private synchronized void say(String line) {
    erase();
    double percent = 100 * work.progress().workload().share();
    err.printf(Locale.ROOT, "%3.0f %%%s  %s%n", percent, left(), line);
    err.flush();
  }

  private String left() {
    return work.progress().workload().left().map(ReproductionDisplay::left).orElse("");
  }

  static String left(Duration time) {
    long minutes = Math.round(time.toSeconds() / 60.0);
    if (time.isZero()) {
      return "";
    }
    if (minutes < 1) {
      return ", less than a minute left";
    }
    return minutes < 60
        ? ", about %s min left".formatted(minutes)
        : String.format(Locale.ROOT, ", about %d h %02d min left", minutes / 60, minutes % 60);
  }

  private void erase() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public synchronized void close() {
    if (clock != null) {
      clock.shutdownNow();
      clock = null;
    }
    erase();
  }
}
