package io.atelier.cli.display;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be shown where standard error goes. */
public final class Terminal {
  private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);

  private Terminal() {}

  /**
   * Sends standard error where it went before the launcher put its filter of TensorFlow's notices
   * in front. The launcher says which file descriptor that is; opening it by its name again would
   * not share the place in a file with standard output.
   */
  public static void writePastTheFilter() {
    int number = Integer.getInteger("atelier.stderr", 2);
    if (number == 2) {
      return;
    }
    try {
      Constructor<FileDescriptor> descriptor =
          FileDescriptor.class.getDeclaredConstructor(int.class);
      descriptor.setAccessible(true);
      OutputStream unfiltered = new FileOutputStream(descriptor.newInstance(number));
      System.setErr(new PrintStream(unfiltered, true, StandardCharsets.UTF_8));
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      LOG.debug("standard error stays filtered", e);
    }
  }

  /**
   * {@return whether a line can be drawn over: a person watches, and not through a dumb terminal}
   *
   * <p>Only the launcher can tell: Java cannot ask whether standard error is a terminal.
   */
  public static boolean live() {
    return Boolean.getBoolean("atelier.live");
  }

  /** {@return the look all progress bars share} */
  public static ProgressBarBuilder bar(String task, long max, String unit, long unitSize) {
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
