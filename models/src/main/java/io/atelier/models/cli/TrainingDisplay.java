package io.atelier.models.cli;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import io.atelier.models.run.RunConfig;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** Shows a training: a bar inside an epoch where the terminal can, a line after each. */
final class TrainingDisplay implements TrainingListener, AutoCloseable {
  private final RunConfig config;
  private final PrintWriter err;
  private final boolean live = Terminal.live();
  private ProgressBar bar;
  private double epochSeconds = Double.NaN;

  TrainingDisplay(RunConfig config, PrintWriter err) {
    this.config = config;
    this.err = err;
  }

  @Override
  public Verdict progressed(Progress progress) {
    if (live) {
      if (bar == null) {
        String task = "Epoch %d/%d".formatted(progress.epoch() + 1, config.epochs());
        bar = Terminal.bar(task, progress.of(), " images", 1).build();
      }
      bar.stepTo(progress.examples());
      bar.setExtraMessage(scores("", progress.soFar()) + left(progress.epoch()));
    }
    return Verdict.CONTINUE;
  }

  /** Of the whole training, if nothing stops it early. */
  private String left(int epoch) {
    if (Double.isNaN(epochSeconds)) {
      return "";
    }
    long seconds = Math.round(epochSeconds * (config.epochs() - epoch));
    return "  at most %d:%02d left".formatted(seconds / 60, seconds % 60);
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
        config.epochs(),
        scores("", epoch.training()),
        epoch.validation().map(scores -> scores("val_", scores)).orElse(""),
        epochSeconds);
    err.flush();
    return Verdict.CONTINUE;
  }

  private static String scores(String prefix, Scores scores) {
    return String.format(
        Locale.ROOT,
        "  %sloss %.4f  %saccuracy %.4f",
        prefix,
        scores.loss(),
        prefix,
        scores.accuracy());
  }

  /** Says at once that Ctrl-C was heard. */
  void interrupted() {
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
