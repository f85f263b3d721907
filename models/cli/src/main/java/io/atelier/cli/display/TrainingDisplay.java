package io.atelier.cli.display;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import io.atelier.lab.config.RunConfig;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** Shows a training: a bar inside an epoch where the terminal can, a line after each. */
public final class TrainingDisplay implements TrainingListener, AutoCloseable {
  private final RunConfig config;
  private final PrintWriter err;
  private final boolean live = Terminal.live();
  private ProgressBar bar;
  private final long start = System.nanoTime();
  private double epochSeconds = Double.NaN;

  public TrainingDisplay(RunConfig config, PrintWriter err) {
    this.config = config;
    this.err = err;
  }

  @Override
  public Verdict progressed(Progress progress) {
    if (live) {
      if (bar == null) {
        String task = "Epoch %s/%s".formatted(progress.epoch() + 1, config.training().epochs());
        bar = Terminal.bar(task, progress.of(), "", 1).setRenderer(new TrainingBar()).build();
      }
      bar.stepTo(progress.examples());
      bar.setExtraMessage(ScoresText.of("", progress.soFar()) + "  " + left(progress));
    }
    return Verdict.CONTINUE;
  }

  /** Of the whole training, if nothing stops it early. */
  private String left(Progress progress) {
    double done = (double) progress.examples() / progress.of();
    double epoch = Double.isNaN(epochSeconds) ? secondsSinceStart() / done : epochSeconds;
    long seconds = Math.round(epoch * (config.training().epochs() - progress.epoch() - done));
    return String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60);
  }

  private double secondsSinceStart() {
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public Verdict epochEnded(History history, Learner learner) {
    close();
    EpochResult epoch = history.last();
    epochSeconds = epoch.took().toNanos() / 1e9;
    err.printf(
        Locale.ROOT,
        "Epoch %d/%d %s%s  %.1f s%n",
        epoch.epoch() + 1,
        config.training().epochs(),
        ScoresText.of("", epoch.training()),
        epoch.validation().map(scores -> ScoresText.of("val_", scores)).orElse(""),
        epochSeconds);
    err.flush();
    return Verdict.CONTINUE;
  }

  /** Says at once that Ctrl-C was heard. */
  public void interrupted() {
    err.println();
    err.println("Interrupted: writing the report of the finished epochs.");
    err.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
