package io.atelier.cli.display;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** An epoch in one line that fits 80 columns; the bar takes what the numbers leave. */
final class TrainingBar implements ProgressBarRenderer {
  private static final int WIDEST = 30;

  @Override
  public String render(ProgressState state, int maxLength) {
    double seconds = state.getElapsedAfterStart().toMillis() / 1e3;
    String numbers =
        String.format(
            Locale.ROOT,
            " %3.0f%%  %,.0f examples/s%s",
            100 * state.getNormalizedProgress(),
            seconds == 0 ? 0 : state.getCurrent() / seconds,
            state.getExtraMessage());
    String task = state.getTaskName() + " ";
    int room = Math.min(WIDEST, maxLength - task.length() - numbers.length() - 2);
    String line = task + bar(room, state.getNormalizedProgress()) + numbers;
    return line.length() > maxLength ? line.substring(0, Math.max(0, maxLength)) : line;
  }

  private static String bar(int room, double done) {
    if (room < 1) {
      return "";
    }
    int full = (int) Math.round(room * done);
    return "[" + "█".repeat(full) + " ".repeat(room - full) + "]";
  }
}
