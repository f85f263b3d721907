package io.atelier.models.cli;

import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** What can be shown where standard error goes. */
final class Terminal {
  private Terminal() {}

  /**
   * {@return whether a line can be drawn over: a person watches, and not through a dumb terminal}
   *
   * <p>Only the launcher can tell: Java cannot ask whether standard error is a terminal.
   */
  static boolean live() {
    return Boolean.getBoolean("atelier.live");
  }

  /** {@return the look all progress bars share} */
  static ProgressBarBuilder bar(String task, long max, String unit, long unitSize) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(max)
        .setUnit(unit, unitSize)
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(100)
        .showSpeed()
        .clearDisplayOnFinish();
  }
}
