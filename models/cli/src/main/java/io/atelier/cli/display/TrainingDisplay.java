package io.atelier.cli.display;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.page.Numbers;
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
      bar.setExtraMessage(inLine("", progress.soFar()) + "  " + left(progress));
    }
    return Verdict.CONTINUE;
  }

  /**
   * {@return the loss and all metrics by Keras' names: {@code " val_loss 0.4016 val_mae 0.8486"}}
   */
  private static String inLine(String prefix, Scores scores) {
    StringBuilder text = new StringBuilder();
    text.append("  ").append(prefix).append("loss ").append(Numbers.score(scores.loss()));
    scores
        .metrics()
        .forEach(
            (name, value) ->
                text.append("  ")
                    .append(prefix)
                    .append(name)
                    .append(' ')
                    .append(Numbers.score(value)));
    return text.toString();
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
        inLine("", epoch.training()),
        epoch.validation().map(scores -> inLine("val_", scores)).orElse(""),
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
