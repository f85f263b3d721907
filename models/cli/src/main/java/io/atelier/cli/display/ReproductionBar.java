package io.atelier.cli.display;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** The whole reproduction in one line. */
final class ReproductionBar implements ProgressBarRenderer {
  @Override
  public String render(ProgressState state, int maxLength) {
    String line =
        String.format(
            Locale.ROOT,
            "%3.0f %%%s",
            100 * state.getNormalizedProgress(),
            state.getExtraMessage());
    return line.length() > maxLength ? line.substring(0, Math.max(0, maxLength)) : line;
  }
}
